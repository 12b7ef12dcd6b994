/** The house with a heartbeat. */
export function Brand({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" fill="none" stroke="var(--good)" strokeLinejoin="round" strokeLinecap="round" aria-hidden="true">
      <path d="M12 31 32 14l20 17v19a3 3 0 0 1-3 3H15a3 3 0 0 1-3-3z" strokeWidth="4.5" />
      <path d="M16 38h9l4-9 6 16 4-7h9" strokeWidth="4" />
    </svg>
  );
}
