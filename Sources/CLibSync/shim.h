// Linux calls that Swift's Glibc module leaves out, because it is built without _GNU_SOURCE. See syncfs(2), sync_file_range(2).
int syncfs(int fd);
int sync_file_range(int fd, long offset, long count, unsigned int flags);
static const unsigned int clibsync_start_writeback = 2;
