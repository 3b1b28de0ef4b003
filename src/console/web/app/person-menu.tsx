import { useNavigate } from 'react-router';
import { AccountIcon } from '../ui/icons.tsx';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../ui/menu.tsx';
import { inWords } from '../ui/format.ts';
import { api } from '../api/client.ts';
import { sentenceOf } from '../api/problem.ts';
import { toast } from '../ui/toast.tsx';
import { signOut, useMe } from './session.tsx';
import { chooseTheme, themes, useTheme } from './theme.ts';
import styles from './frame.module.css';

/** Who is signed in, and what is theirs: account, theme, organization, the way out. */
export function PersonMenu() {
  const me = useMe();
  const theme = useTheme();
  const navigate = useNavigate();
  return (
    <Menu
      trigger={
        <button className={styles.person} title={me.name} aria-label={`${me.name}: account and theme`}>
          <AccountIcon />
          <span className={`${styles.label ?? ''} truncate`}>{me.name}</span>
        </button>
      }
    >
      <MenuItem onSelect={() => void navigate('/account')}>Your account</MenuItem>
      <MenuLine />
      <MenuChoice
        label="Theme"
        value={theme}
        options={themes.map((value) => ({ value, label: inWords(value) }))}
        onChange={chooseTheme}
      />
      {me.organizations.length > 1 && (
        <>
          <MenuLine />
          <MenuChoice
            label="Organization"
            value={me.organization.id}
            options={me.organizations.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(organizationId) => void changeOrganization(organizationId)}
          />
        </>
      )}
      <MenuLine />
      <MenuItem onSelect={() => void signOut()}>Sign out</MenuItem>
    </Menu>
  );
}

/** The page is loaded anew: nothing of one organization is left where another is shown. */
async function changeOrganization(organizationId: string): Promise<void> {
  try {
    await api.put('/v1/me/organization', { organizationId });
    location.assign('/console/');
  } catch (error) {
    toast(sentenceOf(error), { tone: 'bad' });
  }
}
