/**
 * Owns putting the admin side together as Request → Response: statistics, search, export, erasure; on a port of its own, for people with a token.
 * Leaves to others: sockets (../serve.ts), who may (access.ts), each route's work (*-routes.ts).
 */
import { Hono } from 'hono';
import { answerAndLog } from '../answer-and-log.ts';
import { addStyleSheet } from '../page.ts';
import { Access } from './access.ts';
import type { CollectorHono } from '../collector-environment.ts';
import type { AdminEnvironment } from './admin-environment.ts';
import { addErasureRoutes } from './erasure-routes.ts';
import { addExportRoutes } from './export-routes.ts';
import { addLoginRoutes } from './login-routes.ts';
import { addRecordsRoutes } from './records-routes.ts';
import { addStatisticsRoutes } from './statistics-routes.ts';

export function createAdminApp(environment: AdminEnvironment): Hono<CollectorHono> {
  const app = new Hono<CollectorHono>();
  const access = new Access(environment);
  answerAndLog(app, environment);
  addLoginRoutes(app, access);
  addStatisticsRoutes(app, access, environment);
  addRecordsRoutes(app, access, environment);
  addExportRoutes(app, access, environment);
  addErasureRoutes(app, access, environment);
  addStyleSheet(app);
  return app;
}
