import type { DeviceView, TelemetrySeries } from '../api/contract';

/** One small chart: a metric of a home, a line for each device that measures it. */
export interface MetricChart {
  metric: string;
  /** Bucket starts in seconds, as the chart wants them. */
  times: number[];
  lines: { device: string; values: (number | null)[] }[];
  latest: number | null;
  min: number;
  max: number;
}

/** The order in which an operator wants them; any other metric follows by name. */
const FIRST: readonly string[] = ['heartRate', 'motion', 'roomTempC', 'battery'];

/** How much room a metric's scale gets even when its values hardly move, so that noise does not look like news. */
const LEAST_SPAN: Record<string, readonly [number, number]> = { heartRate: [50, 110], roomTempC: [10, 30], battery: [0, 100] };

/** Metrics without a span of their own: yes and no lie between 0 and 1; anything else gets a little air when it is flat. */
function leastSpan(metric: string, low: number, high: number): readonly [number, number] {
  return LEAST_SPAN[metric] ?? (low >= 0 && high <= 1 ? [0, 1] : [low - 1, high + 1]);
}

export function chartsOf(series: readonly TelemetrySeries[], windowSeconds: number): MetricChart[] {
  const measured = series.filter((s) => s.buckets.length > 0);
  const rank = (metric: string) => (FIRST.includes(metric) ? FIRST.indexOf(metric) : FIRST.length);
  return [...new Set(measured.map((s) => s.metric))]
    .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
    .map((metric) => chartOf(metric, measured.filter((s) => s.metric === metric), windowSeconds));
}

function chartOf(metric: string, series: readonly TelemetrySeries[], windowSeconds: number): MetricChart {
  const times = timeline(series, windowSeconds);
  const index = new Map(times.map((time, i) => [time, i]));
  const lines = series.map(({ device, buckets }) => {
    const values: (number | null)[] = times.map(() => null);
    for (const bucket of buckets) values[index.get(seconds(bucket.start))!] = bucket.mean;
    return { device, values };
  });
  const buckets = series.flatMap((s) => s.buckets);
  const newest = buckets.reduce((a, b) => (seconds(a.start) >= seconds(b.start) ? a : b));
  const lowest = Math.min(...buckets.map((b) => b.min));
  const highest = Math.max(...buckets.map((b) => b.max));
  const [low, high] = leastSpan(metric, lowest, highest);
  return {
    metric, times, lines,
    latest: newest.mean,
    min: Math.min(low, lowest),
    max: Math.max(high, highest),
  };
}

/** Every bucket start, with one empty moment in each longer gap: a line must not bridge an hour of silence. */
function timeline(series: readonly TelemetrySeries[], windowSeconds: number): number[] {
  const starts = [...new Set(series.flatMap((s) => s.buckets.map((b) => seconds(b.start))))].sort((a, b) => a - b);
  return starts.flatMap((start, i) => {
    const next = starts[i + 1];
    return next !== undefined && next - start > 3 * windowSeconds ? [start, start + windowSeconds] : [start];
  });
}

const seconds = (at: string) => Date.parse(at) / 1_000;

/** What a line is called: the device's room, else its model, else its id. */
export function lineName(device: string, devices: readonly DeviceView[]): string {
  const known = devices.find((d) => d.id === device);
  return known?.room ?? known?.model ?? device;
}
