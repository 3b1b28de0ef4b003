import { Suspense, useState } from 'react';
import { NavLink, Outlet, useNavigate, useNavigation } from 'react-router';
import { IconButton } from '../ui/button.tsx';
import { KeyboardIcon } from '../ui/icons.tsx';
import { Loading } from '../ui/states.tsx';
import { Toasts } from '../ui/toast.tsx';
import { useFocusOnPageChange } from './focus.ts';
import { KeyboardHelp } from './help.tsx';
import { places } from './navigation.ts';
import { PersonMenu } from './person-menu.tsx';
import { useMay, useMe } from './session.tsx';
import { useShortcuts } from './shortcuts.ts';
import styles from './frame.module.css';

/** What stands around every page: where one may go, who one is, help, messages. */
export function Frame() {
  const [help, setHelp] = useState(false);
  const main = useFocusOnPageChange();
  const navigate = useNavigate();
  const isMoving = useNavigation().state === 'loading';
  const groups = usePlaces();
  useShortcuts('Everywhere', [
    { keys: '?', label: 'Show the keys', run: () => setHelp(true) },
    ...groups
      .flatMap((group) => group.places)
      .flatMap(({ key, label, to }) =>
        key === undefined ? [] : [{ keys: `g ${key}`, label, run: () => void navigate(to) }],
      ),
  ]);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main">
        Skip to content
      </a>
      <Side groups={groups} onHelp={() => setHelp(true)} />
      <main id="main" ref={main} className={styles.main} tabIndex={-1} aria-busy={isMoving || undefined}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <KeyboardHelp open={help} onOpenChange={setHelp} />
      <Toasts />
    </div>
  );
}

function usePlaces(): typeof places {
  const may = useMay();
  return places
    .map(({ title, places: all }) => ({ title, places: all.filter(({ scope }) => may(scope)) }))
    .filter((group) => group.places.length > 0);
}

function Side({ groups, onHelp }: { groups: typeof places; onHelp: () => void }) {
  const { organization } = useMe();
  return (
    <div className={styles.side}>
      <header className={styles.mark}>
        <img src={`${import.meta.env.BASE_URL}assets/holdfast.svg`} alt="" width="24" height="24" />
        <div className={styles.names}>
          <strong>Holdfast</strong>
          <span className="muted small truncate">{organization.name}</span>
        </div>
      </header>
      <nav aria-label="Pages" className={styles.nav}>
        {groups.map(({ title, places: shown }) => (
          <section key={title} aria-label={title}>
            <p className={styles.title} aria-hidden="true">
              {title}
            </p>
            <ul>
              {shown.map(({ to, label, icon: Icon }) => (
                <li key={to}>
                  <NavLink to={to} className={styles.link ?? ''} title={label}>
                    <Icon />
                    <span className={styles.label}>{label}</span>
                  </NavLink>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <div className={styles.foot}>
        <PersonMenu />
        <IconButton label="Keyboard" icon={<KeyboardIcon />} onClick={onHelp} />
      </div>
    </div>
  );
}
