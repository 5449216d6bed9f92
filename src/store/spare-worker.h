/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SpareWorker:
 *
 * One thread that runs jobs one after the other, with a main context of its
 * own that libsecret's and D-Bus's callbacks run in, also between the jobs.
 */
typedef struct _SpareWorker SpareWorker;

/* Runs on the worker's thread. @data as given to spare_worker_push(). */
typedef void (*SpareJobFunc) (gpointer data);

SpareWorker *spare_worker_new  (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Finishes the jobs that wait, then ends the thread; does not wait for it. */
void         spare_worker_free (SpareWorker *self);

void         spare_worker_push (SpareWorker *self,
                                SpareJobFunc func,
                                gpointer     data);

G_END_DECLS
