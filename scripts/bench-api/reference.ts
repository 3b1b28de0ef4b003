import { fastify } from 'fastify';
import { Pool } from 'pg';

/*
 * What the API is measured against: a bare Fastify route that inserts the body it was sent as one row and answers with
 * the row's id. Prints its address when it listens.
 */
const pool = new Pool({ connectionString: process.env.REFERENCE_DATABASE_URL, max: 20 });
await pool.query(
  'create table if not exists reference_rows (id bigint generated always as identity primary key, body jsonb not null)',
);
const app = fastify();
app.post('/rows', async (request, reply) => {
  const { rows } = await pool.query<{ id: string }>(
    'insert into reference_rows (body) values ($1) returning id',
    [JSON.stringify(request.body)],
  );
  return reply.code(201).send({ id: rows[0]?.id });
});
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
process.once('SIGTERM', () => void app.close().then(() => pool.end()));
