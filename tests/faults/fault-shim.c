/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded into a program, it stands between it and the files below one folder:
 * it counts what the program does to them, and at the k-th call something goes
 * wrong.
 *
 *   FAULT_FOLDER   only files below it count
 *   FAULT_COUNTER  a file of at least 64 bytes, elsewhere, for the count
 *   FAULT_TRACE    (for counting) a file, elsewhere, that gets a line a call
 *   FAULT_MODE     count; kill: the program is killed at the k-th call, half of a
 *                  write done when k is odd; full: no room from the k-th call that
 *                  needs some; read: the k-th read fails; reads: all from it on
 *   FAULT_AT       k
 *   FAULT_HURRY    set: 10 ms pass each time that the program looks at its clock, so
 *                  that what it does in slices of some milliseconds is cut up as finely
 *                  as it can be, on any machine */

/* Both names of each call are stood in for, so neither may be made the other. */
#undef _FILE_OFFSET_BITS

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define HURRY_NS 10000000

typedef enum
{
  COUNT,
  KILL,
  FULL,
  READ,
  READS
} Mode;

static struct
{
  const char *folder;
  size_t length;
  Mode mode;
  uint64_t at;
  uint64_t *counter; /* shared with whoever started the program */
  int trace;
} shim = { .trace = -1 };

/* What is called behind. */
static struct
{
  __typeof__ (write) *write;
  __typeof__ (pwrite) *pwrite;
  __typeof__ (pwrite64) *pwrite64;
  __typeof__ (writev) *writev;
  __typeof__ (ftruncate) *ftruncate;
  __typeof__ (ftruncate64) *ftruncate64;
  __typeof__ (posix_fallocate) *posix_fallocate;
  __typeof__ (fallocate) *fallocate;
  __typeof__ (fallocate64) *fallocate64;
  __typeof__ (fsync) *fsync;
  __typeof__ (fdatasync) *fdatasync;
  __typeof__ (rename) *rename;
  __typeof__ (renameat2) *renameat2;
  __typeof__ (unlink) *unlink;
  __typeof__ (rmdir) *rmdir;
  __typeof__ (mkdir) *mkdir;
  __typeof__ (open) *open;
  __typeof__ (open64) *open64;
  __typeof__ (read) *read;
  __typeof__ (pread) *pread;
  __typeof__ (pread64) *pread64;
} real;

/* Somebody may write before start() was called. */
static void
find_real (void)
{
  if (real.write != NULL)
    return;
  *(void **) &real.pwrite = dlsym (RTLD_NEXT, "pwrite");
  *(void **) &real.pwrite64 = dlsym (RTLD_NEXT, "pwrite64");
  *(void **) &real.writev = dlsym (RTLD_NEXT, "writev");
  *(void **) &real.ftruncate = dlsym (RTLD_NEXT, "ftruncate");
  *(void **) &real.ftruncate64 = dlsym (RTLD_NEXT, "ftruncate64");
  *(void **) &real.posix_fallocate = dlsym (RTLD_NEXT, "posix_fallocate");
  *(void **) &real.fallocate = dlsym (RTLD_NEXT, "fallocate");
  *(void **) &real.fallocate64 = dlsym (RTLD_NEXT, "fallocate64");
  *(void **) &real.fsync = dlsym (RTLD_NEXT, "fsync");
  *(void **) &real.fdatasync = dlsym (RTLD_NEXT, "fdatasync");
  *(void **) &real.rename = dlsym (RTLD_NEXT, "rename");
  *(void **) &real.renameat2 = dlsym (RTLD_NEXT, "renameat2");
  *(void **) &real.unlink = dlsym (RTLD_NEXT, "unlink");
  *(void **) &real.rmdir = dlsym (RTLD_NEXT, "rmdir");
  *(void **) &real.mkdir = dlsym (RTLD_NEXT, "mkdir");
  *(void **) &real.open = dlsym (RTLD_NEXT, "open");
  *(void **) &real.open64 = dlsym (RTLD_NEXT, "open64");
  *(void **) &real.read = dlsym (RTLD_NEXT, "read");
  *(void **) &real.pread = dlsym (RTLD_NEXT, "pread");
  *(void **) &real.pread64 = dlsym (RTLD_NEXT, "pread64");
  *(void **) &real.write = dlsym (RTLD_NEXT, "write");
}

__attribute__ ((constructor)) static void
start (void)
{
  static const char *const modes[] = { "count", "kill", "full", "read", "reads" };
  const char *mode = getenv ("FAULT_MODE");
  const char *counter = getenv ("FAULT_COUNTER");
  const char *trace = getenv ("FAULT_TRACE");
  const char *at = getenv ("FAULT_AT");
  void *map;
  int file;

  if (mode == NULL || counter == NULL || getenv ("FAULT_FOLDER") == NULL)
    return;
  for (unsigned i = 0; i < sizeof modes / sizeof *modes; i++)
    if (strcmp (mode, modes[i]) == 0)
      shim.mode = (Mode) i;
  shim.at = at == NULL ? 0 : strtoull (at, NULL, 10);
  file = open (counter, O_RDWR | O_CLOEXEC);
  map = file < 0 ? MAP_FAILED : mmap (NULL, 64, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (map == MAP_FAILED)
    abort ();
  close (file);
  if (trace != NULL)
    shim.trace = open (trace, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  shim.counter = map;
  shim.folder = getenv ("FAULT_FOLDER");
  shim.length = strlen (shim.folder);
}

static int
is_below (const char *path)
{
  return strncmp (path, shim.folder, shim.length) == 0 && path[shim.length] == '/';
}

/* What the descriptor is open on, if it counts. */
static int
find_file (int file, char *path)
{
  char link[40];
  ssize_t n;

  if (shim.counter == NULL)
    return 0;
  snprintf (link, sizeof link, "/proc/self/fd/%d", file);
  n = readlink (link, path, PATH_MAX - 1);
  if (n <= 0)
    return 0;
  path[n] = '\0';
  return is_below (path);
}

static int
find_path (const char *name, char *path)
{
  if (shim.counter == NULL)
    return 0;
  if (*name == '/')
    snprintf (path, PATH_MAX, "%s", name);
  else if (getcwd (path, PATH_MAX / 2) != NULL)
    snprintf (path + strlen (path), PATH_MAX / 2, "/%s", name);
  else
    return 0;
  return is_below (path);
}

static uint64_t
count (const char *call, const char *path)
{
  uint64_t k = __atomic_add_fetch (shim.counter, 1, __ATOMIC_SEQ_CST);
  char line[PATH_MAX + 80];
  int n;

  if (shim.trace >= 0)
    {
      n = snprintf (line, sizeof line, "%s %s\n", call, path + shim.length + 1);
      syscall (SYS_write, shim.trace, line, (size_t) n);
    }
  return k;
}

static void
die (void)
{
  kill (getpid (), SIGKILL);
}

/* A call that changes something. Answers whether there is no room for it. */
static int
step (const char *call, const char *path, int needs_room)
{
  if (shim.mode == READ || shim.mode == READS || (shim.mode == FULL && !needs_room))
    return 0;
  if (count (call, path) == shim.at && shim.mode == KILL)
    die ();
  if (shim.mode != FULL || shim.at == 0 || *shim.counter < shim.at)
    return 0;
  errno = ENOSPC;
  return 1;
}

/* The same for one that writes: killed at an odd k, half of it is done. */
static int
step_write (const char *call, const char *path, int file, const void *bytes, size_t n, off64_t at)
{
  if (shim.mode == KILL && shim.at % 2 == 1 && *shim.counter + 1 == shim.at && n > 1)
    {
      if (at >= 0)
        syscall (SYS_pwrite64, file, bytes, n / 2, at);
      else
        syscall (SYS_write, file, bytes, n / 2);
    }
  return step (call, path, 1);
}

/* Answers whether a read fails. */
static int
step_read (const char *call, const char *path)
{
  uint64_t k;

  if (shim.mode != READ && shim.mode != READS)
    return 0;
  k = count (call, path);
  if (shim.at == 0 || k < shim.at || (shim.mode == READ && k > shim.at))
    return 0;
  errno = EIO;
  return 1;
}

int
clock_gettime (clockid_t clock, struct timespec *time)
{
  static uint64_t looks;
  int status = (int) syscall (SYS_clock_gettime, clock, time);

  if (status == 0 && clock == CLOCK_MONOTONIC && getenv ("FAULT_HURRY") != NULL)
    {
      uint64_t ns =
          (uint64_t) time->tv_nsec + __atomic_add_fetch (&looks, 1, __ATOMIC_SEQ_CST) * HURRY_NS;

      time->tv_sec += (time_t) (ns / 1000000000);
      time->tv_nsec = (long) (ns % 1000000000);
    }
  return status;
}

ssize_t
write (int file, const void *bytes, size_t n)
{
  char path[PATH_MAX];

  find_real ();
  return find_file (file, path) && step_write ("write", path, file, bytes, n, -1)
             ? -1
             : real.write (file, bytes, n);
}

ssize_t
pwrite (int file, const void *bytes, size_t n, off_t at)
{
  char path[PATH_MAX];

  find_real ();
  return find_file (file, path) && step_write ("write", path, file, bytes, n, at)
             ? -1
             : real.pwrite (file, bytes, n, at);
}

ssize_t
pwrite64 (int file, const void *bytes, size_t n, off64_t at)
{
  char path[PATH_MAX];

  find_real ();
  return find_file (file, path) && step_write ("write", path, file, bytes, n, at)
             ? -1
             : real.pwrite64 (file, bytes, n, at);
}

ssize_t
writev (int file, const struct iovec *parts, int n)
{
  char path[PATH_MAX];

  find_real ();
  return find_file (file, path) && step ("write", path, 1) ? -1 : real.writev (file, parts, n);
}

int
ftruncate (int file, off_t size)
{
  char path[PATH_MAX];
  struct stat status;

  find_real ();
  return find_file (file, path)
                 && step ("truncate", path, fstat (file, &status) == 0 && size > status.st_size)
             ? -1
             : real.ftruncate (file, size);
}

int
ftruncate64 (int file, off64_t size)
{
  char path[PATH_MAX];
  struct stat status;

  find_real ();
  return find_file (file, path)
                 && step ("truncate", path, fstat (file, &status) == 0 && size > status.st_size)
             ? -1
             : real.ftruncate64 (file, size);
}

int
posix_fallocate (int file, off_t from, off_t size)
{
  char path[PATH_MAX];

  find_real ();
  return find_file (file, path) && step ("allocate", path, 1)
             ? ENOSPC
             : real.posix_fallocate (file, from, size);
}

int
fallocate (int file, int mode, off_t from, off_t size)
{
  char path[PATH_MAX];

  find_real ();
  return find_file (file, path) && step ("allocate", path, 1)
             ? -1
             : real.fallocate (file, mode, from, size);
}

int
fallocate64 (int file, int mode, off64_t from, off64_t size)
{
  char path[PATH_MAX];

  find_real ();
  return find_file (file, path) && step ("allocate", path, 1)
             ? -1
             : real.fallocate64 (file, mode, from, size);
}

int
fsync (int file)
{
  char path[PATH_MAX];

  find_real ();
  return find_file (file, path) && step ("sync", path, 0) ? -1 : real.fsync (file);
}

int
fdatasync (int file)
{
  char path[PATH_MAX];

  find_real ();
  return find_file (file, path) && step ("sync", path, 0) ? -1 : real.fdatasync (file);
}

int
rename (const char *from, const char *to)
{
  char path[PATH_MAX];

  find_real ();
  return find_path (to, path) && step ("rename", path, 0) ? -1 : real.rename (from, to);
}

int
renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
  char path[PATH_MAX];

  find_real ();
  return find_path (to, path) && step ("rename", path, 0)
             ? -1
             : real.renameat2 (from_folder, from, to_folder, to, flags);
}

int
unlink (const char *name)
{
  char path[PATH_MAX];

  find_real ();
  return find_path (name, path) && step ("unlink", path, 0) ? -1 : real.unlink (name);
}

int
rmdir (const char *name)
{
  char path[PATH_MAX];

  find_real ();
  return find_path (name, path) && step ("unlink", path, 0) ? -1 : real.rmdir (name);
}

int
mkdir (const char *name, mode_t mode)
{
  char path[PATH_MAX];

  find_real ();
  return find_path (name, path) && step ("make", path, 1) ? -1 : real.mkdir (name, mode);
}

/* Only what makes a new file. */
static int
step_open (const char *name, int flags)
{
  char path[PATH_MAX];

  return (flags & O_CREAT) != 0 && find_path (name, path) && syscall (SYS_access, path, F_OK) != 0
         && step ("make", path, 1);
}

int
open (const char *name, int flags, ...)
{
  va_list list;
  mode_t mode;

  find_real ();
  va_start (list, flags);
  mode = (flags & O_CREAT) != 0 ? (mode_t) va_arg (list, int) : 0;
  va_end (list);
  return step_open (name, flags) ? -1 : real.open (name, flags, mode);
}

int
open64 (const char *name, int flags, ...)
{
  va_list list;
  mode_t mode;

  find_real ();
  va_start (list, flags);
  mode = (flags & O_CREAT) != 0 ? (mode_t) va_arg (list, int) : 0;
  va_end (list);
  return step_open (name, flags) ? -1 : real.open64 (name, flags, mode);
}

ssize_t
read (int file, void *bytes, size_t n)
{
  char path[PATH_MAX];

  find_real ();
  return find_file (file, path) && step_read ("read", path) ? -1 : real.read (file, bytes, n);
}

ssize_t
pread (int file, void *bytes, size_t n, off_t at)
{
  char path[PATH_MAX];

  find_real ();
  return find_file (file, path) && step_read ("read", path) ? -1 : real.pread (file, bytes, n, at);
}

ssize_t
pread64 (int file, void *bytes, size_t n, off64_t at)
{
  char path[PATH_MAX];

  find_real ();
  return find_file (file, path) && step_read ("read", path) ? -1
                                                            : real.pread64 (file, bytes, n, at);
}
