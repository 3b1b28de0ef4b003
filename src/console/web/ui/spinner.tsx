import styles from './states.module.css';

export const Spinner = () => <span className={styles.spinner} aria-hidden="true" />;
