import { styleText } from 'node:util';
import type { TimelineItem } from '../../src/kernel/live.ts';
import type { DemoDocument } from './document.ts';

/** Tells the call to a person at a terminal; on standard error where standard output belongs to the JSON document. */
export function makeNarrator(json: boolean) {
  const out = json ? process.stderr : process.stdout;
  const line = (text: string) => out.write(`${text}\n`);
  const clock = (ms: number) => {
    const seconds = Math.max(0, ms) / 1000;
    return `${String(Math.floor(seconds / 60)).padStart(2)}:${(seconds % 60).toFixed(1).padStart(4, '0')}`;
  };
  const row = (ms: number, who: string, text: string) =>
    line(`${styleText('dim', clock(ms))}  ${who.padEnd(8)} ${text}`);

  function item(entry: TimelineItem): void {
    switch (entry.kind) {
      case 'phase':
        return void row(entry.atMs, '', styleText('bold', `— ${entry.phase} —`));
      case 'heard':
        return void row(
          entry.startMs,
          entry.speaker === 'menu' ? 'menu' : 'rep',
          styleText('cyan', entry.text),
        );
      case 'said':
        return void row(
          entry.startMs,
          'agent',
          styleText('green', entry.complete ? entry.text : `${entry.text} …(cut)`),
        );
      case 'keys':
        return void row(entry.atMs, 'keys', styleText('yellow', entry.keys));
      case 'answer':
        return void row(
          entry.atMs,
          'answer',
          styleText(
            'magenta',
            `${entry.field} = ${JSON.stringify(entry.value)} (${entry.status}) “${entry.quote}”`,
          ),
        );
      case 'proposal':
        return void row(
          entry.atMs,
          'model',
          styleText('dim', entry.failure ?? (entry.tools.length === 0 ? 'nothing' : entry.tools.join(', '))),
        );
      case 'operator':
        return void row(entry.atMs, 'operator', entry.command.kind);
      case 'ended':
        return void row(entry.atMs, '', styleText('bold', `call ended: ${entry.how}`));
    }
  }

  function tellOutcome(outcome: DemoDocument['outcome']): void {
    line(
      `\n${styleText('bold', 'Outcome')}  ${outcome.state}${outcome.failure === null ? '' : ` (${outcome.failure.reason})`}`,
    );
    for (const [name, field] of Object.entries(outcome.fields)) {
      if (field.value === null) continue;
      const mark = field.confirmed ? ' ✓ confirmed' : '';
      line(
        `  ${name.padEnd(36)} ${JSON.stringify(field.value)}${styleText('dim', `  ${field.status}${mark}`)}`,
      );
    }
    for (const check of outcome.checks) line(`  check ${check.name}: ${check.passed ? 'passed' : 'FAILED'}`);
  }

  return {
    note: (text: string) => void line(styleText('dim', text)),
    title: (title: string, taskId: string) =>
      void line(`\n${styleText('bold', title)}  ${styleText('dim', taskId)}\n`),
    item,
    end(document: DemoDocument, differences: readonly string[], logFile: string) {
      const { call } = document;
      for (const { outcome, webhook } of [document, ...document.others]) {
        tellOutcome(outcome);
        line(
          `${styleText('bold', 'Webhook')}  ${webhook.verified ? 'verified' : 'NOT verified'}, ${webhook.attempts} attempt(s)`,
        );
      }
      line(`${styleText('bold', 'Recording')}  ${call.recording ?? 'none'}`);
      line(styleText('dim', `Log  ${logFile}`));
      if (differences.length === 0)
        return void line(styleText('green', '\nEvery field equals the truth of the scenario.'));
      line(styleText('red', '\nThe outcome differs from the truth of the scenario:'));
      for (const difference of differences) line(`  ${difference}`);
    },
  };
}
