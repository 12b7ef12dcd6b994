import { useEffect, useMemo, useState } from 'react';
import type { DeviceView, TelemetrySeries } from '../api/contract';
import { ProblemError, UnansweredError } from '../api/http';
import { useConsole } from '../app/context';
import { useWords } from '../i18n/language';
import { Button } from '../ui/Button';
import { Panel } from '../ui/Panel';
import { chartsOf, lineName, type MetricChart } from './chartData';
import { Chart } from './Chart';
import styles from './panels.module.css';

const DAY_S = 24 * 3_600;
const WINDOW_S = 300;
const RELOAD_MS = 60_000;

type Loaded = { phase: 'loading' } | { phase: 'failed' } | { phase: 'ready'; series: TelemetrySeries[]; from: number; to: number };

/** The last day of a home in numbers, with the moment of the alarm marked. */
export function TelemetryPanel({ household, openedAt, devices }: { household: string; openedAt: string; devices: DeviceView[] }) {
  const { ui } = useWords();
  const { loaded, reload } = useLastDay(household);
  const charts = useMemo(() => (loaded.phase === 'ready' ? chartsOf(loaded.series, WINDOW_S) : []), [loaded]);
  return (
    <Panel title={ui.incident.telemetry}>
      {loaded.phase === 'loading' && <p className="muted">{ui.app.loading}</p>}
      {loaded.phase === 'failed' && <p role="status">{ui.incident.telemetryFailed} <Button size="small" onClick={reload}>{ui.app.retry}</Button></p>}
      {loaded.phase === 'ready' && charts.length === 0 && <p className="muted">{ui.incident.noTelemetry}</p>}
      {loaded.phase === 'ready' && (
        <div className={styles.charts}>
          {charts.map((chart) => (
            <Figure key={chart.metric} chart={chart} from={loaded.from} to={loaded.to} mark={Date.parse(openedAt) / 1_000} devices={devices} />
          ))}
        </div>
      )}
    </Panel>
  );
}

function Figure({ chart, from, to, mark, devices }: { chart: MetricChart; from: number; to: number; mark: number; devices: DeviceView[] }) {
  const { ui } = useWords();
  const { name, unit, digits } = useMetricWords(chart.metric);
  const show = (value: number | null) => (value === null ? '' : `${value.toFixed(digits)} ${unit}`);
  return (
    <figure className={styles.chart}>
      <figcaption>
        {name}
        <span className="digits">{ui.incident.latest} {show(chart.latest)}</span>
      </figcaption>
      <Chart chart={chart} from={from} to={to} mark={mark} names={chart.lines.map((line) => lineName(line.device, devices))} />
    </figure>
  );
}

type Unit = 'perMinute' | 'celsius' | 'percent' | 'lx' | 'ppm' | 'dB' | 'W' | 'm';

/** What is not counted from 0 to 1, with the decimals that mean something. */
const UNITS: Record<string, { unit: Unit; digits: number }> = {
  heartRate: { unit: 'perMinute', digits: 0 }, breathingRate: { unit: 'perMinute', digits: 0 }, battery: { unit: 'percent', digits: 0 }, humidity: { unit: 'percent', digits: 0 },
  roomTempC: { unit: 'celsius', digits: 1 }, deviceTempC: { unit: 'celsius', digits: 1 }, illuminanceLux: { unit: 'lx', digits: 0 }, coPpm: { unit: 'ppm', digits: 0 },
  co2Ppm: { unit: 'ppm', digits: 0 }, noiseDb: { unit: 'dB', digits: 0 }, powerW: { unit: 'W', digits: 0 }, accuracyM: { unit: 'm', digits: 0 },
};

/** A metric that this console does not know is shown under its own name. */
function useMetricWords(metric: string): { name: string; unit: string; digits: number } {
  const { names, perMinute, celsius, percent } = useWords().ui.metric;
  const known = UNITS[metric];
  const translated: Partial<Record<Unit, string>> = { perMinute, celsius, percent };
  return {
    name: Object.hasOwn(names, metric) ? names[metric as keyof typeof names] : metric,
    unit: known ? (translated[known.unit] ?? known.unit) : '',
    digits: known?.digits ?? 2,
  };
}

function useLastDay(household: string): { loaded: Loaded; reload(): void } {
  const { api, clock } = useConsole();
  const [loaded, setLoaded] = useState<Loaded>({ phase: 'loading' });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const to = Math.ceil(clock.now() / 1_000);
    const from = to - DAY_S;
    const query = new URLSearchParams({ household, from: iso(from), to: iso(to), window: String(WINDOW_S) });
    api.get<TelemetrySeries[]>(`/api/telemetry?${query}`, controller.signal).then(
      (series) => setLoaded({ phase: 'ready', series, from, to }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        if (!(error instanceof ProblemError) && !(error instanceof UnansweredError)) throw error;
        setLoaded((before) => (before.phase === 'ready' ? before : { phase: 'failed' }));
      },
    );
    const timer = setTimeout(() => setAsked((n) => n + 1), RELOAD_MS);
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [api, clock, household, asked]);
  return { loaded, reload: () => setAsked((n) => n + 1) };
}

const iso = (seconds: number) => new Date(seconds * 1_000).toISOString();
