import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { webDirectory } from './program';

const logName = 'access.log';
const serve = fileURLToPath(new URL('../container/serve', import.meta.url));
/** Where Debian has nginx, which is not on everybody's way. */
const path = `${process.env.PATH}:/usr/sbin`;

export const hasNginx = spawnSync('nginx', ['-v'], { env: { PATH: path } }).status === 0;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** How it ends with settings that it does not take: its exit code and what it says. */
export function refusal(settings: NodeJS.ProcessEnv): { status: number | null; said: string } {
  const env = { PATH: path, WEB_DIR: webDirectory, API_URL: 'http://gateway', ...settings };
  const { status, stderr } = spawnSync(serve, { env, encoding: 'utf8', timeout: 20_000 });
  return { status, said: stderr };
}

/** What the container of the web app runs, on this machine. */
export class WebServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly directory: string,
    readonly url: string,
  ) {}

  static async start(gateway: string, settings: NodeJS.ProcessEnv = {}): Promise<WebServer> {
    const directory = await mkdtemp(join(tmpdir(), 'pixferry-web-server-'));
    const port = await freePort();
    const env = {
      PATH: path,
      API_URL: gateway,
      HOST: '127.0.0.1',
      PORT: String(port),
      WEB_DIR: webDirectory,
      TMPDIR: directory,
      ...settings,
    };
    const log = openSync(join(directory, logName), 'w');
    const child = spawn(serve, { env, stdio: ['ignore', log, 'pipe'] });
    closeSync(log);
    let complaints = '';
    child.stderr?.on('data', (piece: Buffer) => {
      complaints += piece.toString();
    });
    const server = new WebServer(child, directory, `http://127.0.0.1:${port}`);
    const answers = async () => {
      if (child.exitCode !== null) throw new Error(`serve has ended: ${complaints}`);
      return fetch(server.url).then(
        ({ ok }) => ok,
        () => false,
      );
    };
    await expect.poll(answers, { message: 'nginx answers' }).toBe(true);
    return server;
  }

  /** What it has said of requests so far. */
  log(): Promise<string> {
    return readFile(join(this.directory, logName), 'utf8');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await ended;
    }
    await rm(this.directory, { recursive: true, force: true });
  }
}
