import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { readGallerySearch } from './gallery/gallery_search';
import { readJobSearch } from './job/job_search';
import { readJobsSearch } from './jobs/jobs_search';
import { parseSearch, stringifySearch } from './search_params';
import { NotFound } from './shell/NotFound';
import { PageProblem } from './shell/PageProblem';
import { Shell } from './shell/Shell';

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./import/ImportPage'), 'ImportPage'),
});

const jobsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/imports',
  validateSearch: readJobsSearch,
  component: lazyRouteComponent(() => import('./jobs/JobsPage'), 'JobsPage'),
});

const jobRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/imports/$jobId',
  validateSearch: readJobSearch,
  component: lazyRouteComponent(() => import('./job/JobPage'), 'JobPage'),
});

const galleryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/gallery',
  validateSearch: readGallerySearch,
  component: lazyRouteComponent(() => import('./gallery/GalleryPage'), 'GalleryPage'),
});

// A child of the gallery, so that the grid stays where it is beneath it.
const imageRoute = createRoute({
  getParentRoute: () => galleryRoute,
  path: '/$imageId',
  component: lazyRouteComponent(() => import('./gallery/ImagePage'), 'ImagePage'),
});

const statusRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/status',
  component: lazyRouteComponent(() => import('./status/StatusPage'), 'StatusPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/SettingsPage'), 'SettingsPage'),
});

const routeTree = rootRoute.addChildren([
  importRoute,
  jobsRoute,
  jobRoute,
  galleryRoute.addChildren([imageRoute]),
  statusRoute,
  settingsRoute,
]);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: PageProblem,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
