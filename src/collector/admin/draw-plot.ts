/**
 * Owns drawing a plot as an SVG image with ECharts, on the server: no script reaches the page. The numbers stand in a table beside it.
 * Leaves to others: which numbers (statistics-page.ts). Loaded only when a plot is asked for.
 */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { PLOT_WIDTH, type Plot } from './plot.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

/** Blue and orange of Okabe and Ito: told apart with every colour vision. */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7'];
const INK = '#1b1f24';

export function drawPlot({ kind, names, series, height }: Plot): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: PLOT_WIDTH, height });
  try {
    const namesAxis = { type: 'category', data: [...names], axisLabel: { color: INK } };
    // Counts are whole.
    const countsAxis = { type: 'value', minInterval: 1, axisLabel: { color: INK } };
    chart.setOption({
      animation: false,
      color: COLOURS,
      textStyle: { fontFamily: 'system-ui, sans-serif' },
      // Top: room for the legend.
      grid: {
        left: 16,
        right: 24,
        top: series.length > 1 ? 40 : 16,
        bottom: 16,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      ...(series.length > 1 && { legend: { top: 0, textStyle: { color: INK } } }),
      // Long words read better beside lying bars; the first name belongs on top.
      xAxis: kind === 'line' ? namesAxis : countsAxis,
      yAxis: kind === 'line' ? countsAxis : { ...namesAxis, inverse: true },
      series: series.map(({ name, counts: data }) => ({
        type: kind,
        name,
        data: [...data],
        ...(kind === 'line' ? { symbolSize: 5 } : { barMaxWidth: 22, label: { show: true, position: 'right' } }),
      })),
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
