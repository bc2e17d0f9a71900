import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface EventStorm {
  url: string;
  stop: () => Promise<void>;
}

const ticksPerSecond = 20;
const progressEvery = 5;

/**
 * A server before pixferry's that passes everything on but the events of jobs: of those it tells so
 * many a second, four of them progress as the gateway tells it, the others files that fail.
 */
export async function startEventStorm(
  pixferryUrl: string,
  eventsPerSecond: number,
): Promise<EventStorm> {
  const passOn = (from: IncomingMessage, to: ServerResponse) => {
    const options = { method: from.method, headers: from.headers };
    const asked = request(new URL(from.url ?? '/', pixferryUrl), options, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    asked.on('error', () => to.destroy());
    from.pipe(asked);
  };
  const server = createServer((from, to) => {
    const job = /^\/import\/jobs\/([^/]+)\/events/.exec(from.url ?? '')?.[1];
    if (job) void tellEvents(`${pixferryUrl}/import/jobs/${job}`, to, eventsPerSecond);
    else passOn(from, to);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function tellEvents(
  jobUrl: string,
  to: ServerResponse,
  eventsPerSecond: number,
): Promise<void> {
  const job = (await (await fetch(jobUrl)).json()) as Record<string, unknown>;
  const at = new Date().toISOString();
  let id = 0;
  let ticks = 0;
  const filesPerSecond = eventsPerSecond - ticksPerSecond / progressEvery;
  const tell = (event: string, data: unknown, number?: number) =>
    to.write(
      `event: ${event}\n${number === undefined ? '' : `id: ${number}\n`}data: ${JSON.stringify(data)}\n\n`,
    );
  to.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  tell('snapshot', { ...job, total_files: 1_000_000, processed_files: 0 }, 0);
  const timer = setInterval(() => {
    ticks += 1;
    const filesUntilNow = (filesPerSecond * ticks) / ticksPerSecond;
    while (id < filesUntilNow) {
      id += 1;
      const path = `Somewhere/IMG_${id}.jpg`;
      const failed = { file_id: id, path, state: 'failed', reason: 'network', detail: 'It broke.' };
      tell('file', { ...failed, attempts: 1, at }, id);
    }
    if (ticks % progressEvery === 0) {
      const counts = { total_files: 1_000_000, processed_files: id, failed_files: id };
      tell('progress', { ...job, ...counts, status: 'processing' });
    }
  }, 1000 / ticksPerSecond);
  to.on('close', () => clearInterval(timer));
}
