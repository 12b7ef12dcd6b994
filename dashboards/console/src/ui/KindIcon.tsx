import type { SignalKind } from '../api/contract';

/** Strokes on a 24 by 24 grid, one sign for each kind. */
const SIGNS: Record<SignalKind, string> = {
  sos: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM5.7 5.7l3.8 3.8M14.5 14.5l3.8 3.8M18.3 5.7l-3.8 3.8M9.5 14.5l-3.8 3.8',
  fall: 'M16.5 4.2a1.8 1.8 0 1 0 .1 0M14.5 8.5 10 10.5l2.5 4-5 1.5M12.3 14.3 16 18M10 10.5 6.5 8M3 20.5h18',
  smoke: 'M12 21c-4 0-6.5-2.6-6.5-6 0-4.5 5-6.5 5-12 3.5 2 5 5 4.5 8 1-.5 1.6-1.5 1.8-2.5 1.2 1.7 1.7 3.7 1.7 5.5 0 4-2.5 7-6.5 7zM12 21c-1.7 0-2.8-1.2-2.8-2.8 0-1.9 2-2.7 2.3-4.7 1.7 1.2 3.2 2.8 3.2 4.7 0 1.6-1 2.8-2.7 2.800z',
  gas: 'M8 21h8a2 2 0 0 0 2-2v-8a6 6 0 0 0-12 0v8a2 2 0 0 0 2 2zM9.5 5V3h5v2M12 11v3.500M12 17.500v.1',
  co: 'M9.5 9.300a3.5 3.5 0 1 0 0 5.400M16 8.500a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM3.5 4.500h17M3.5 19.500h17',
  leak: 'M12 3.500s6 6.5 6 11a6 6 0 0 1-12 0c0-4.5 6-11 6-11zM9 15a3 3 0 0 0 3 3',
  bedExit: 'M3 18v-8M3 14h18v4M21 14v-1.500a3 3 0 0 0-3-3h-7V14M6.5 9.500a1.7 1.7 0 1 0 .1 0M15 6h6M18.5 3.5 21 6l-2.5 2.5',
  intrusion: 'M6 21V4h9v17M15 7h3v14M3 21h18M12 12.500v.1',
  inactivity: 'M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10zM14 5h4l-4 4.500h4',
  vitals: 'M12 20S4 15.2 4 9.300A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 8 2.300C20 15.2 12 20 12 20zM4.5 12H9l1.5-3 2.5 5.5 1.5-2.500h5',
  wandering: 'M15 3a4 4 0 0 1 4 4c0 3-4 7-4 7s-4-4-4-7a4 4 0 0 1 4-4zM15 7v.1M13 19H7.500a2.5 2.5 0 0 1 0-5H9M13 19l-2-2M13 19l-2 2',
  missedCheckIn: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.500l3 2M3 3l3 2M21 3l-3 2',
  cancel: 'M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9 9l6 6M15 9l-6 6',
  test: 'M9 3h6M10 3v6l-5 9a2 2 0 0 0 1.8 3h10.400a2 2 0 0 0 1.8-3l-5-9V3M8 15h8',
  batteryLow: 'M3 8h15v8H3zM21 11v2M6 11v2',
  mainsLost: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4M3 3l18 18',
  mainsRestored: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4',
  tamper: 'M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM12 8v5M12 16v.1',
  offline: 'M3 3l18 18M8.5 15.500a5 5 0 0 1 6 -.6M5 12a10 10 0 0 1 4.5-2.600M14 9.200A10 10 0 0 1 19 12M12 19v.1',
  online: 'M8.5 15.500a5 5 0 0 1 7 0M5 12a10 10 0 0 1 14 0M2 8.500a14.5 14.5 0 0 1 20 0M12 19v.1',
  fault: 'M12 4 2.5 20h19zM12 10v5M12 17.500v.1',
};

/** The sign of a kind; the word stands beside it, so it is hidden from screen readers. */
export function KindIcon({ kind, size = 28 }: { kind: SignalKind; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={SIGNS[kind]} />
    </svg>
  );
}
