import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import { isDiskFull } from './disk-full.ts';
import { accessRoutes } from './routes/access.ts';
import { divisionRoutes } from './routes/divisions.ts';
import { draftRoutes } from './routes/drafts.ts';
import { exportRoutes } from './routes/export.ts';
import { importRoutes } from './routes/imports.ts';
import { lawRoutes } from './routes/law.ts';
import { registerRoutes } from './routes/register.ts';
import { standardsRoutes } from './routes/standards.ts';
import { verdictRoutes } from './routes/verdicts.ts';
import { requireSession } from './session.ts';
import type { System } from './system.ts';

export interface AppOptions {
  /** Folder of the built web application; none in tests that only speak to the API. */
  readonly webFolder?: string;
  readonly logErrors?: boolean;
}

/** Largest upload. A county's workbook of 200,000 rows is about 40 MB; a province goes by CSV on the command line. */
const UPLOAD_BYTES_MAX = 512 * 1024 * 1024;

/** The HTTP application over a running system. */
export async function buildApp(system: System, options: AppOptions = {}): Promise<FastifyInstance> {
  // Paths and queries may name people and are never logged; an error is, with its route pattern.
  const app = Fastify({ logger: false, bodyLimit: 1024 * 1024, trustProxy: false });
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // The component library writes its styles at run time; scripts come from our own files only.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  await app.register(compress, { threshold: 2048 });
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  await app.register(multipart, { limits: { fileSize: UPLOAD_BYTES_MAX, files: 1, fields: 8 } });

  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof ZodError) {
      return reply.status(400).send({
        code: 'invalid-input',
        message: '提交的内容不符合要求，请检查标出的各项。',
        messageEn: 'Some of the input is not valid. Check the fields named.',
        fields: error.issues.map((issue) => ({ path: issue.path.join('.'), code: issue.code })),
      });
    }
    if (error.statusCode === 429) {
      return reply.status(429).send({
        code: 'too-many-requests',
        message: '操作过于频繁，请一分钟后再试。',
        messageEn: 'Too many requests. Try again in a minute.',
      });
    }
    if (error.statusCode && error.statusCode < 500) {
      return reply.status(error.statusCode).send({
        code: 'bad-request',
        message: error.statusCode === 413 ? '文件太大，请拆分后再上传。' : '请求格式不正确，请刷新页面后重试。',
        messageEn:
          error.statusCode === 413 ? 'The file is too large. Split it.' : 'The request is malformed. Reload the page.',
      });
    }
    if (options.logErrors !== false) {
      console.error(`${new Date().toISOString()} ${request.method} ${request.routeOptions.url ?? '?'} failed:`, error);
    }
    if (isDiskFull(error)) {
      return reply.status(507).send({
        code: 'disk-full',
        message: '服务器的磁盘已满，本次操作没有生效。请系统管理员腾出空间后重试。',
        messageEn:
          'The disk of the server is full; nothing was changed. Let the administrator free some space, then try again.',
      });
    }
    return reply.status(500).send({
      code: 'failed',
      message: '系统出错，本次操作没有生效，已记录。请稍后重试；若再次出现请联系管理员。',
      messageEn: 'The system failed; nothing was changed. Try again; if it happens again, tell the administrator.',
    });
  });

  app.get('/api/health', { config: { open: true } }, async () => ({ ok: true }));
  await app.register(async (api) => {
    requireSession(api, system);
    accessRoutes(api, system);
    divisionRoutes(api, system);
    registerRoutes(api, system);
    standardsRoutes(api, system);
    verdictRoutes(api, system);
    lawRoutes(api, system);
    draftRoutes(api, system);
    exportRoutes(api, system);
    importRoutes(api, system);
  });

  if (options.webFolder) {
    await app.register(fastifyStatic, {
      root: options.webFolder,
      // File names under assets/ carry a hash of their content; the page itself is asked for anew.
      setHeaders(reply, path) {
        reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' && options.webFolder && !request.url.startsWith('/api/')) {
      return reply.sendFile('index.html');
    }
    return reply
      .status(404)
      .send({ code: 'not-found', message: '没有这个地址。', messageEn: 'There is no such address.' });
  });
  return app;
}
