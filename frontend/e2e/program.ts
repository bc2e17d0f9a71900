import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const binary = process.env.PIXFERRY_BINARY ?? here('../../build/release/pixferry');
export const webDirectory = process.env.PIXFERRY_WEB_DIR ?? here('../dist');

const startMaxMs = 30_000;
const stopMaxMs = 10_000;

/** A command of pixferry that runs until it is stopped, and the address it says that it has. */
export class Program {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly port: number,
  ) {}

  static start(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Program> {
    const child = spawn(binary, args, { env: { PATH: process.env.PATH, ...environment } });
    return new Promise((resolve, reject) => {
      let output = '';
      const fail = (why: string) =>
        reject(new Error(`pixferry ${args.join(' ')}: ${why}\n${output}`));
      const timer = setTimeout(() => fail('says no address'), startMaxMs);
      const read = (piece: Buffer) => {
        output += piece.toString();
        const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(output);
        if (!found) return;
        clearTimeout(timer);
        resolve(new Program(child, found[0], Number(found[1])));
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('error', (error) => fail(error.message));
      child.once('exit', (code) => {
        clearTimeout(timer);
        fail(`has ended with ${code}`);
      });
    });
  }

  /** Ends it, in order or as a crash would. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => this.child.once('exit', () => resolve()));
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), stopMaxMs);
    await ended;
    clearTimeout(timer);
  }
}

export interface SimulationOptions {
  photos: number;
  latency: string;
  faults: string;
  /** More arguments of `pixferry sim`. */
  args: string[];
  /** Settings of the server. */
  settings: NodeJS.ProcessEnv;
}

export const defaultSimulation: SimulationOptions = {
  photos: 24,
  latency: '0ms',
  faults: '',
  args: ['--plain'],
  settings: {},
};

export const folderLink =
  'https://drive.google.com/drive/folders/1PixferryDemoFolder00000000000000';

/** The real program against simulated providers, with a catalog of its own. */
export class Pixferry {
  private constructor(
    private readonly simulator: Program,
    private server: Program,
    private readonly dataDirectory: string,
    private readonly settings: NodeJS.ProcessEnv,
  ) {}

  static async start(simulation: SimulationOptions): Promise<Pixferry> {
    const { photos, latency, faults, args, settings } = simulation;
    const simArgs = ['sim', '--port', '0', '--photos', String(photos), '--latency', latency];
    const simulator = await Program.start([
      ...simArgs,
      ...args,
      ...(faults === '' ? [] : ['--faults', faults]),
    ]);
    const dataDirectory = await mkdtemp(join(tmpdir(), 'pixferry-e2e-'));
    const environment = {
      DATA_DIR: dataDirectory,
      WEB_DIR: webDirectory,
      GOOGLE_DRIVE_API_URL: simulator.url,
      GOOGLE_DRIVE_WEB_URL: simulator.url,
      GOOGLE_API_KEY: 'any',
      DROPBOX_API_URL: `${simulator.url}/dropbox/api`,
      DROPBOX_CONTENT_URL: `${simulator.url}/dropbox/content`,
      DROPBOX_ACCESS_TOKEN: 'any',
      BACKOFF: '50ms',
      SETTLE: '100ms',
      SHUTDOWN_GRACE: '1s',
      WORKER_TRANSFERS: '8',
      ...settings,
    };
    const server = await Program.start(['serve', '--port', '0'], environment);
    return new Pixferry(simulator, server, dataDirectory, environment);
  }

  get url(): string {
    return this.server.url;
  }

  /** The SQLite file, to be changed only while the server is stopped. */
  get catalogFile(): string {
    return join(this.dataDirectory, 'catalog.sqlite');
  }

  /** What goes wrong from now on, in the words of `pixferry sim --help`; nothing for "". */
  async setFaults(spec: string): Promise<void> {
    const method = spec === '' ? 'DELETE' : 'PUT';
    const body = spec === '' ? undefined : spec;
    const response = await fetch(`${this.simulator.url}/sim/faults`, { method, body });
    if (!response.ok) throw new Error(`The simulator refuses ${spec}: ${await response.text()}`);
  }

  /** As after a crash: without a word, and back at the same address. */
  async killServer(): Promise<void> {
    await this.server.stop('SIGKILL');
  }

  async restartServer(): Promise<void> {
    const port = String(this.server.port);
    this.server = await Program.start(['serve', '--port', port], this.settings);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.simulator.stop();
    await rm(this.dataDirectory, { recursive: true, force: true });
  }
}
