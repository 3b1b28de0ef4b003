import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';

export function Component() {
  return (
    <Page title="Insights">
      <Empty title="This page is being built." />
    </Page>
  );
}
