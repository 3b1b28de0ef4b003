import { Link, useRouteError } from 'react-router';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed } from '../ui/states.tsx';

/** An address that leads nowhere. */
export function Lost() {
  return (
    <Page title="Nothing here">
      <Empty title="There is no page at this address.">
        <Link to="/inbox">Go to the inbox</Link>
      </Empty>
    </Page>
  );
}

/** A page that broke, or whose file is gone because the server has a newer one. */
export function PageError() {
  const error = useRouteError();
  const isOutdated = error instanceof TypeError && error.message.includes('import');
  return (
    <Page
      title={isOutdated ? 'There is a newer version of this page' : 'This page broke'}
      actions={
        <Button look="primary" onClick={() => location.reload()}>
          Load again
        </Button>
      }
    >
      {isOutdated ? <Empty title="Load it to go on." /> : <Failed error={error} />}
    </Page>
  );
}
