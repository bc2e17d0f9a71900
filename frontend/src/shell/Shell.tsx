import { t } from '@lingui/core/macro';
import { Outlet } from '@tanstack/react-router';
import { Toaster } from '@/components/Toaster';
import { TooltipProvider } from '@/components/Tooltip';
import { BottomTabs } from './BottomTabs';
import { LiveRegion } from './LiveRegion';
import { TopNav } from './TopNav';

export function Shell() {
  return (
    <TooltipProvider delayDuration={400}>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-accent px-3 py-2 text-on-accent focus:translate-y-0"
      >
        {t`Skip to the content`}
      </a>
      <TopNav />
      <main id="content" tabIndex={-1} className="pb-20 outline-none sm:pb-0">
        <Outlet />
      </main>
      <BottomTabs />
      <Toaster />
      <LiveRegion />
    </TooltipProvider>
  );
}
