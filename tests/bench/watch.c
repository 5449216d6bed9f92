/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts a program and watches the picture on the screen, without a word to the
 * program itself:
 *
 *   watch WIDTH HEIGHT WAIT_MS QUIET_MS KEYS PROGRAM [ARGUMENT…]
 *
 * For each change within the first WIDTH × HEIGHT pixels of the screen, a line
 * "frame MS EDGES": when it came, counted from the start of the program, and
 * how many pixels then differed clearly from the one on their left. An empty
 * window has none, every letter some.
 *
 * It goes on for WAIT_MS and then until nothing has changed for QUIET_MS.
 * Then each of KEYS (letters, digits, "<" for the Backspace key; "-" for none)
 * is pressed as if on a keyboard, and gives a line "key MS MS EDGES": from the
 * press to the first and to the last change of the picture. At last the program
 * is ended. */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <X11/keysym.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <time.h>

#define CLEARLY  24  /* of 255 */
#define KEY_MS   300 /* how long the picture may change after a key */

typedef struct
{
  Display        *display;
  Window          root;
  Damage          damage;
  int             damage_event;
  XShmSegmentInfo shm;
  XImage         *image;
  double          start;
  double          last;     /* when the picture changed last */
  uint64_t        checksum;
  unsigned        edges;
} Watch;

static double
get_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
die (const char *why)
{
  fprintf (stderr, "watch: %s\n", why);
  exit (1);
}

static void
open_watch (Watch *self,
            int    width,
            int    height)
{
  int error_base;

  self->display = XOpenDisplay (NULL);
  if (self->display == NULL)
    die ("no display");
  self->root = DefaultRootWindow (self->display);
  if (!XDamageQueryExtension (self->display, &self->damage_event, &error_base)
      || !XShmQueryExtension (self->display))
    die ("the display lacks DAMAGE or MIT-SHM");

  self->image = XShmCreateImage (self->display, DefaultVisual (self->display, 0), 24, ZPixmap,
                                 NULL, &self->shm, (unsigned) width, (unsigned) height);
  if (self->image == NULL || self->image->bits_per_pixel != 32)
    die ("the display has no 32 bits a pixel");
  self->shm.shmid = shmget (IPC_PRIVATE, (size_t) self->image->bytes_per_line * (size_t) height,
                            IPC_CREAT | 0600);
  self->shm.shmaddr = self->image->data = shmat (self->shm.shmid, NULL, 0);
  shmctl (self->shm.shmid, IPC_RMID, NULL);
  if (self->image->data == (char *) -1 || !XShmAttach (self->display, &self->shm))
    die ("no shared memory");

  self->damage = XDamageCreate (self->display, self->root, XDamageReportNonEmpty);
  XSync (self->display, False);
}

/* Looks at the picture; is it another one than before? */
static int
look (Watch *self)
{
  uint64_t checksum = 0;
  unsigned edges = 0;

  XShmGetImage (self->display, self->root, self->image, 0, 0, AllPlanes);
  for (int y = 0; y < self->image->height; y++)
    {
      const uint32_t *row = (const uint32_t *) (self->image->data + y * self->image->bytes_per_line);
      uint64_t sum = 0;

      for (int x = 1; x < self->image->width; x++)
        {
          int step = (int) (row[x] >> 8 & 255) - (int) (row[x - 1] >> 8 & 255);

          edges += step > CLEARLY || step < -CLEARLY;
          sum += (uint64_t) (row[x] & 0xffffff) * (unsigned) x;
        }
      checksum = checksum * 1000003 + sum;
    }

  if (checksum == self->checksum)
    return 0;

  self->checksum = checksum;
  self->edges = edges;
  return 1;
}

/* Waits for the picture to change, until @end at most. */
static int
wait_change (Watch *self,
             double end)
{
  struct pollfd poll_fd = { ConnectionNumber (self->display), POLLIN, 0 };

  while (1)
    {
      double now = get_ms (CLOCK_MONOTONIC);
      int damaged = 0;

      if (XPending (self->display) == 0 && now < end)
        poll (&poll_fd, 1, (int) (end - now) + 1);
      now = get_ms (CLOCK_MONOTONIC);
      while (XPending (self->display) > 0)
        {
          XEvent event;

          XNextEvent (self->display, &event);
          damaged |= event.type == self->damage_event + XDamageNotify;
        }
      if (damaged)
        {
          XDamageSubtract (self->display, self->damage, None, None);
          if (look (self))
            {
              self->last = now;
              return 1;
            }
        }
      if (now >= end)
        return 0;
    }
}

static void
watch_start (Watch *self,
             double wait,
             double quiet)
{
  double end = self->start + wait;

  self->last = self->start;
  while (1)
    {
      if (self->last + quiet > end)
        end = self->last + quiet;
      if (!wait_change (self, end))
        return;
      printf ("frame %.2f %u\n", self->last - self->start, self->edges);
    }
}

/* There may be no window manager to do it. */
static void
focus_window (Watch *self)
{
  Window root;
  Window parent;
  Window *children = NULL;
  unsigned n = 0;

  XQueryTree (self->display, self->root, &root, &parent, &children, &n);
  for (unsigned i = 0; i < n; i++)
    {
      XWindowAttributes attributes;

      if (XGetWindowAttributes (self->display, children[i], &attributes)
          && attributes.map_state == IsViewable && attributes.width > 100)
        XSetInputFocus (self->display, children[i], RevertToParent, CurrentTime);
    }
  XFree (children);
  XSync (self->display, False);
}

/* Codes change with the seconds: nothing else may change while a key does. */
static void
wait_for_middle_of_second (Watch *self)
{
  double at;

  do
    {
      wait_change (self, get_ms (CLOCK_MONOTONIC) + 5);
      at = get_ms (CLOCK_REALTIME);
      at -= 1000.0 * (double) (int64_t) (at / 1000);
    }
  while (at < 150 || at > 500);
}

static void
press (Watch *self,
       char   key)
{
  char name[2] = { key, '\0' };
  KeySym sym = key == '<' ? XK_BackSpace : XStringToKeysym (name);
  KeyCode code = XKeysymToKeycode (self->display, sym);
  double first = 0;
  double start;

  wait_for_middle_of_second (self);
  start = get_ms (CLOCK_MONOTONIC);
  XTestFakeKeyEvent (self->display, code, True, CurrentTime);
  XTestFakeKeyEvent (self->display, code, False, CurrentTime);
  XFlush (self->display);

  self->last = start;
  while (wait_change (self, start + KEY_MS))
    {
      if (first <= 0)
        first = self->last - start;
    }
  printf ("key %.2f %.2f %u\n", first, self->last - start, self->edges);
}

int
main (int   argc,
      char *argv[])
{
  Watch self = { 0 };
  pid_t child;

  if (argc < 7)
    die ("usage: watch WIDTH HEIGHT WAIT_MS QUIET_MS KEYS PROGRAM [ARGUMENT…]");

  open_watch (&self, atoi (argv[1]), atoi (argv[2]));
  look (&self);
  self.start = get_ms (CLOCK_MONOTONIC);
  if (posix_spawnp (&child, argv[6], NULL, NULL, argv + 6, environ) != 0)
    die ("the program does not start");

  watch_start (&self, atof (argv[3]), atof (argv[4]));
  if (strcmp (argv[5], "-") != 0)
    {
      focus_window (&self);
      for (const char *key = argv[5]; *key != '\0'; key++)
        press (&self, *key);
    }

  kill (child, SIGTERM);
  waitpid (child, NULL, 0);
  return 0;
}
