import { LEDGER_STREAMS } from '@entente/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ApiParts } from '../api-parts.js';
import { measureOthers } from './metrics-of-others.js';

/** `/metrics` in Prometheus's form, for an auditor's token; for everybody where it is configured so. */
export function serveMetrics(server: FastifyInstance, parts: ApiParts): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'entente_http_request_seconds',
    help: 'How long requests took, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10],
    registers: [registry],
  });
  const projected = new Counter({
    name: 'entente_projected_batches_total',
    help: 'Batches of events that answers have come to know of.',
    registers: [registry],
  });
  new Gauge({
    name: 'entente_projection_behind',
    help: 'Positions from the read model to the head of the log; 0: it has caught up, NaN: one of them cannot be read now.',
    registers: [registry],
    async collect() {
      // One that cannot be measured now leaves the others standing.
      this.set(await behind(parts).catch(() => NaN));
    },
  });
  new Gauge({
    name: 'entente_read_model_differences',
    help: 'Rows of the read model known not to be what the log says; NaN: that cannot be asked now.',
    registers: [registry],
    async collect() {
      const rows = await parts.checks['rows']?.().catch(() => null);
      this.set(rows ? Number(rows['findings'] ?? 0) : NaN);
    },
  });
  measureOthers(registry, parts);
  const { store } = parts;
  if (countsLateWrites(store))
    new Gauge({
      name: 'entente_late_writes',
      help: 'Events that EventStoreDB wrote more than ten seconds after they were sealed, since the start.',
      registers: [registry],
      collect() {
        this.set(store.lateWrites);
      },
    });

  const stop = parts.readModel.onProjected(() => projected.inc());
  server.addHook('onClose', async () => {
    stop();
    registry.clear();
  });
  server.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: String(reply.statusCode),
    };
    durations.observe(labels, reply.elapsedTime / 1_000);
  });
  server.get('/metrics', async (request, reply) => {
    if (!(await mayRead(request, parts))) return reply.status(403).send({ status: 'forbidden' });
    return reply.header('content-type', registry.contentType).send(await registry.metrics());
  });
}

async function behind({ store, readModel }: ApiParts): Promise<number> {
  const [head, { position }] = await Promise.all([store.head(LEDGER_STREAMS), readModel.projected()]);
  const missing = (head?.commit ?? 0n) - position;
  return missing > 0n ? Number(missing) : 0;
}

/** Only a store that cannot judge the time of sealing itself counts what came too late. */
function countsLateWrites(store: object): store is { readonly lateWrites: number } {
  return 'lateWrites' in store && typeof store.lateWrites === 'number';
}

async function mayRead({ headers }: FastifyRequest, { access, metricsOpen }: ApiParts): Promise<boolean> {
  return metricsOpen === true || (await access.authenticate(headers.authorization))?.role === 'auditor';
}
