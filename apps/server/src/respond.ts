import type { Outcome } from '@daohu/kernel';
import type { FastifyReply } from 'fastify';
import { type AnyRefusal, sentenceOf, statusOf } from './refusals.ts';

/** The one place that turns an outcome into an HTTP answer. A refusal carries its sentence in both languages. */
export function respond<Value>(reply: FastifyReply, outcome: Outcome<Value, AnyRefusal>): FastifyReply {
  if (outcome.ok) return reply.send(outcome.value);
  const { refusal } = outcome;
  const [message, messageEn] = sentenceOf(refusal);
  return reply.status(statusOf(refusal)).send({ ...refusal, message, messageEn });
}
