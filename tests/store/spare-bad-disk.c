/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded: a disk that takes a file and gives back another one. */

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

__attribute__ ((visibility ("default"))) int fsync (int fd);

int
fsync (int fd)
{
  char link[64];
  char path[4096] = "";
  unsigned char byte = 0;
  int again;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  if (readlink (link, path, sizeof path - 1) > 0 && strstr (path, ".part") != NULL)
    {
      again = open (path, O_RDWR);
      if (again < 0 || pread (again, &byte, 1, 200) != 1)
        return -1;
      byte ^= 1;
      if (pwrite (again, &byte, 1, 200) != 1)
        return -1;
      close (again);
    }

  return ((int (*) (int)) dlsym (RTLD_NEXT, "fsync")) (fd);
}
