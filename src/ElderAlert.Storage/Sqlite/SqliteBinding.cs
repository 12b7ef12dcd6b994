using System.Runtime.InteropServices;

namespace ElderAlert.Storage.Sqlite;

/// <summary>
/// SQLite's calls that give a statement its parameters. They only note a value down, so they are made without what a call that may wait needs:
/// an alarm binds some thirty.
/// </summary>
internal static unsafe partial class SqliteBinding
{
    private const string Library = "e_sqlite3";

    /// <summary>What is bound stays where it is until the statement has run.</summary>
    private const nint Static = 0;

    /// <summary>What is bound is copied.</summary>
    private const nint Transient = -1;

    public static int Null(nint statement, int number) => BindNull(statement, number);

    public static int Whole(nint statement, int number, long value) => BindWhole(statement, number, value);

    public static int Fraction(nint statement, int number, double value) => BindFraction(statement, number, value);

    /// <param name="statement">The statement.</param>
    /// <param name="number">The parameter, from 1.</param>
    /// <param name="onStack">In UTF-8, on the stack of a caller that returns only after the statement has run: it is not copied.</param>
    public static int Text(nint statement, int number, ReadOnlySpan<byte> onStack)
    {
        // No address at all would be taken for NULL.
        fixed (byte* text = &MemoryMarshal.GetReference(onStack))
        {
            return BindText(statement, number, text, onStack.Length, Static);
        }
    }

    public static int Blob(nint statement, int number, byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return BindZeros(statement, number, 0);
        }

        fixed (byte* blob = bytes)
        {
            return BindBlob(statement, number, blob, bytes.Length, Transient);
        }
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    private static partial int BindNull(nint statement, int number);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    private static partial int BindWhole(nint statement, int number, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_double"), SuppressGCTransition]
    private static partial int BindFraction(nint statement, int number, double value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text"), SuppressGCTransition]
    private static partial int BindText(nint statement, int number, byte* text, int length, nint lifetime);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob"), SuppressGCTransition]
    private static partial int BindBlob(nint statement, int number, byte* blob, int length, nint lifetime);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_zeroblob"), SuppressGCTransition]
    private static partial int BindZeros(nint statement, int number, int length);
}
