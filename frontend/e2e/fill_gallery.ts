import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { folderLink, type Pixferry } from './program';

const statements = fileURLToPath(new URL('./fill_gallery.sql', import.meta.url));
const lookAgainMs = 50;

async function answerOf<Answer>(url: string, request?: RequestInit): Promise<Answer> {
  const response = await fetch(url, request);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** Imports the folder of the simulated Drive. */
export async function importFolder({ url }: Pixferry): Promise<string> {
  const started = await answerOf<{ job_id: string }>(`${url}/import`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ folder_url: folderLink }),
  });
  for (;;) {
    const job = await answerOf<{ status: string }>(`${url}/import/jobs/${started.job_id}`);
    if (job.status === 'completed') return started.job_id;
    if (job.status !== 'processing') throw new Error(`The import has ended as ${job.status}`);
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
}

export async function countImages({ url }: Pixferry): Promise<number> {
  return (await answerOf<{ total: number }>(`${url}/images?limit=1`)).total;
}

/** Makes as many images out of those that are there, in the catalog of a stopped server. */
export function multiplyImages(catalogFile: string, count: number): void {
  const { status, stderr, error } = spawnSync(
    'sqlite3',
    ['-bail', '-cmd', '.parameter init', '-cmd', `.parameter set :count ${count}`, catalogFile],
    { input: readFileSync(statements), encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`sqlite3: ${error?.message ?? stderr}`);
}

/** A gallery of that many images whose pictures are those of one import. */
export async function fillGallery(pixferry: Pixferry, count: number): Promise<void> {
  await importFolder(pixferry);
  await pixferry.killServer();
  multiplyImages(pixferry.catalogFile, count);
  await pixferry.restartServer();
}
