/**
 * For a county on an office machine: a few gigabytes of memory, some tens of users. Given on the command line of the
 * database, so that an upgrade of Daohu brings its settings to an existing data folder too.
 */
export const COUNTY_SETTINGS: Readonly<Record<string, string>> = {
  // No network: the only door is the socket in the database folder itself (the path is relative to that folder).
  listen_addresses: '',
  unix_socket_directories: '.',
  port: '5432',

  max_connections: '60',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  // Parallel queries share this part first, so a container with a small /dev/shm does not fail them.
  min_dynamic_shared_memory: '64MB',

  // The work of a killed process ends within a second, and with it its locks. Not every system can notice.
  ...(process.platform === 'linux' || process.platform === 'darwin' ? { client_connection_check_interval: '1s' } : {}),

  max_wal_size: '2GB',
  checkpoint_timeout: '10min',

  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',

  // Statements, their values and the rows named in an error hold personal data and stay out of the logs.
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%Y%m%d-%H%M%S.log',
  log_file_mode: '0600',
  log_rotation_age: '7d',
  log_rotation_size: '10MB',
  log_min_messages: 'warning',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  lc_messages: 'C',
};

/** Tests may lose everything with the machine, so nothing waits for the disk. */
export const TEST_SETTINGS: Readonly<Record<string, string>> = {
  ...COUNTY_SETTINGS,
  max_connections: '200',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
};
