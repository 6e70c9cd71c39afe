#include <libpq-fe.h>

// libpq prints notices on standard error unless it is given a processor; a C function of the right type is simpler to hand over
// from here than a Swift closure.
static inline void clibpq_ignore_notice(void *arg, const char *message) {
    (void)arg;
    (void)message;
}

static inline void clibpq_ignore_notices(PGconn *connection) {
    PQsetNoticeProcessor(connection, clibpq_ignore_notice, 0);
}
