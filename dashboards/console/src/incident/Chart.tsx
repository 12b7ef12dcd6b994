import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useConsole } from '../app/context';
import { useTimes } from '../i18n/language';
import type { MetricChart } from './chartData';

const HEIGHT = 130;
const COLOURS = ['--accent', '--good', '--elevated', '--high'] as const;

interface ChartProps { chart: MetricChart; from: number; to: number; mark: number; names: string[] }

/** A small line chart of one day; the red line is the alarm. The figure's caption says the same in words. */
export function Chart({ chart, from, to, mark, names }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const times = useTimes();
  const { timeZone } = useConsole().session.centre;

  useEffect(() => {
    const host = box.current!;
    const colour = (token: string) => getComputedStyle(host).getPropertyValue(token).trim();
    const axis = { stroke: colour('--muted'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: `12px ${colour('--font')}` };
    const plot = new uPlot(
      {
        width: host.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { sync: { key: 'telemetry' }, y: false },
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), timeZone),
        scales: { x: { range: [from, to] }, y: { range: [chart.min, chart.max] } },
        axes: [
          { ...axis, values: (_, splits) => splits.map((s) => times.short(s * 1_000)) },
          { ...axis, size: 44, splits: () => [chart.min, (chart.min + chart.max) / 2, chart.max], values: (_, splits) => splits.map(tickText) },
        ],
        series: [
          {},
          ...chart.lines.map((_, i) => ({
            label: names[i] ?? '',
            stroke: colour(COLOURS[i % COLOURS.length]!),
            width: 1.75,
            points: { show: chart.times.length < 2 },
          })),
        ],
        hooks: { draw: [(self) => drawMark(self, mark, colour('--critical'))] },
      },
      [chart.times, ...chart.lines.map((line) => line.values)] as uPlot.AlignedData,
      host,
    );
    const watcher = new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height: HEIGHT }));
    watcher.observe(host);
    return () => {
      watcher.disconnect();
      plot.destroy();
    };
  }, [chart, from, to, mark, names.join('|'), times, timeZone]);

  return <div ref={box} aria-hidden="true" />;
}

const tickText = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1));

function drawMark(plot: uPlot, at: number, colour: string): void {
  if (at < plot.scales.x!.min! || at > plot.scales.x!.max!) return;
  const x = Math.round(plot.valToPos(at, 'x', true));
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
