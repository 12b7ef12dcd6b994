import { createRoot } from 'react-dom/client';
import 'uplot/dist/uPlot.min.css';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './app/App';
import { createServerClock } from './clock/serverClock';
import { createHub } from './live/signalr';
import { createPreferences } from './settings/preferences';

createRoot(document.getElementById('root')!).render(
  <App clock={createServerClock()} preferences={createPreferences(window.localStorage, navigator.languages)} createHub={createHub} />,
);
