import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { History, Monitor, Moon, Sun } from 'lucide-react';
import { answerOf, api } from '@/api/client';
import { jobName } from '@/job/job_name';
import { useShownJob } from '@/job/shown_job';
import { statusWord } from '@/job/status_words';
import { destinations } from '@/shell/navigation';
import { chooseTheme, useThemeChoice } from '@/theme/theme';
import type { Command, CommandGroup } from './command';
import { jobCommands } from './job_commands';

const recentJobsMax = 20;

function usePages(): Command[] {
  const navigate = useNavigate();
  const { _ } = useLingui();
  return destinations.map(({ to, label, icon }) => ({
    id: `page${to.replace('/', '-')}`,
    name: _(label),
    keywords: t`go to page`,
    icon,
    run: () => void navigate({ to }),
  }));
}

function useRecentJobs(shownId: string | undefined): Command[] {
  const navigate = useNavigate();
  const { _ } = useLingui();
  const { data } = useQuery({
    queryKey: ['jobs', 'palette'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/import/jobs', { params: { query: { limit: recentJobsMax } }, signal })),
    retry: false,
  });
  const others = data?.jobs.filter(({ job_id }) => job_id !== shownId) ?? [];
  return others.map((job) => ({
    id: job.job_id,
    name: jobName(job),
    detail: _(statusWord(job.status)),
    keywords: job.job_id.slice(0, 8),
    icon: History,
    run: () => void navigate({ to: '/imports/$jobId', params: { jobId: job.job_id } }),
  }));
}

function useThemes(): Command[] {
  const choice = useThemeChoice();
  const themes = [
    { theme: 'system', name: t`Theme: as the system`, icon: Monitor },
    { theme: 'light', name: t`Theme: light`, icon: Sun },
    { theme: 'dark', name: t`Theme: dark`, icon: Moon },
  ] as const;
  return themes
    .filter(({ theme }) => theme !== choice)
    .map(({ theme, name, icon }) => ({
      id: `theme-${theme}`,
      name,
      keywords: t`appearance colours mode`,
      icon,
      run: () => chooseTheme(theme),
    }));
}

/** All that the palette knows at the moment; what is nearest first. */
export function useCommandGroups(): CommandGroup[] {
  const shown = useShownJob();
  const groups: CommandGroup[] = [
    { name: 'pages', title: t`Pages`, commands: usePages() },
    { name: 'recent', title: t`Recent imports`, commands: useRecentJobs(shown?.job.job_id) },
    { name: 'appearance', title: t`Appearance`, commands: useThemes() },
  ];
  if (shown) {
    groups.unshift({ name: 'job', title: jobName(shown.job), commands: jobCommands(shown) });
  }
  return groups.filter(({ commands }) => commands.length > 0);
}
