import { describe, expect, it } from 'vitest';
import { chartsOf, lineName } from '../src/incident/chartData';
import { at, detailOf, incident, T0 } from './samples';

const bucket = (seconds: number, mean: number) => ({ start: at(seconds), mean, min: mean - 1, max: mean + 1, count: 3 });
const start = T0 / 1_000;

describe('chartsOf', () => {
  it('puts the heart first, unknown metrics last, and leaves empty series out', () => {
    const series = ['zeta', 'battery', 'heartRate'].map((metric) => ({ device: 'd', metric, buckets: [bucket(0, 1)] }));
    const charts = chartsOf([...series, { device: 'd', metric: 'motion', buckets: [] }], 300);
    expect(charts.map((c) => c.metric)).toEqual(['heartRate', 'battery', 'zeta']);
  });

  it('lays the devices of one metric over one time line', () => {
    const [chart] = chartsOf(
      [
        { device: 'a', metric: 'motion', buckets: [bucket(0, 0.1), bucket(300, 0.2)] },
        { device: 'b', metric: 'motion', buckets: [bucket(300, 0.9)] },
      ],
      300,
    );
    expect(chart!.times).toEqual([start, start + 300]);
    expect(chart!.lines).toEqual([{ device: 'a', values: [0.1, 0.2] }, { device: 'b', values: [null, 0.9] }]);
  });

  it('breaks the line where an hour is missing', () => {
    const [chart] = chartsOf([{ device: 'a', metric: 'heartRate', buckets: [bucket(0, 70), bucket(3_600, 72)] }], 300);
    expect(chart!.times).toEqual([start, start + 300, start + 3_600]);
    expect(chart!.lines[0]!.values).toEqual([70, null, 72]);
  });

  it('gives calm values room and wild values all they need', () => {
    const [calm] = chartsOf([{ device: 'a', metric: 'heartRate', buckets: [bucket(0, 70)] }], 300);
    expect([calm!.min, calm!.max]).toEqual([50, 110]);
    const [wild] = chartsOf([{ device: 'a', metric: 'heartRate', buckets: [bucket(0, 180)] }], 300);
    expect([wild!.min, wild!.max, wild!.latest]).toEqual([50, 181, 180]);
  });

  it('gives flat values of an unknown metric a scale', () => {
    const flat = (value: number) => chartsOf([{ device: 'a', metric: 'x', buckets: [{ start: at(0), mean: value, min: value, max: value, count: 1 }] }], 300)[0]!;
    expect([flat(0).min, flat(0).max]).toEqual([0, 1]);
    expect([flat(40).min, flat(40).max]).toEqual([39, 41]);
  });
});

describe('lineName', () => {
  const { devices } = detailOf(incident());
  it('is the room, the model, or the id', () => {
    expect(lineName('w1', [{ ...devices[0]!, room: '卧室' }])).toBe('卧室');
    expect(lineName('w1', devices)).toBe('W2');
    expect(lineName('x', devices)).toBe('x');
  });
});
