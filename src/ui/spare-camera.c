/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-camera.h"

#include "spare-camera-feed.h"
#include "spare-qr-scan.h"

/* The first camera of a session may take a while to wake. */
#define PATIENCE_MS (15 * 1000)

/* Codes on dark screens and small ones need a longer look, now and then. */
#define QUICK_LOOKS 6

struct _SpareCamera
{
  GObject          parent_instance;

  SpareCameraFeed *feed;        /* (nullable) */
  GCancellable    *cancellable; /* of the reading */
  gboolean         reading;
  guint            looks;
  guint            timer;
};

G_DEFINE_FINAL_TYPE (SpareCamera, spare_camera, G_TYPE_OBJECT)

enum
{
  FRAME,
  FOUND,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
failed (SpareCameraProblem problem,
        gpointer           owner)
{
  g_autoptr(SpareCamera) self = g_object_ref (SPARE_CAMERA (owner));

  spare_camera_stop (self);
  g_signal_emit (self, signals[FAILED], 0, problem);
}

static void
patience_cb (gpointer user_data)
{
  SpareCamera *self = user_data;

  self->timer = 0;
  failed (SPARE_CAMERA_NO_PICTURE, self);
}

typedef struct
{
  SparePicture     *picture;
  SpareQrScanEffort effort;
} Look;

static void
look_free (Look *look)
{
  spare_picture_free (look->picture);
  g_free (look);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Look *look = task_data;

  g_task_return_pointer (task, spare_qr_scan (look->picture, look->effort, cancellable, NULL),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  SpareCamera *self = SPARE_CAMERA (source);
  g_autoptr(GPtrArray) texts = g_task_propagate_pointer (G_TASK (result), NULL);

  self->reading = FALSE;
  if (self->feed == NULL)
    return;

  spare_camera_feed_want (self->feed, TRUE);
  if (texts != NULL && texts->len > 0)
    g_signal_emit (self, signals[FOUND], 0, texts);
}

static void
start_reading (SpareCamera  *self,
               SparePicture *picture)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, read_cb, NULL);
  Look *look = g_new (Look, 1);

  look->picture = picture;
  look->effort = ++self->looks % QUICK_LOOKS == 0 ? SPARE_QR_SCAN_THOROUGH : SPARE_QR_SCAN_QUICK;
  self->reading = TRUE;
  spare_camera_feed_want (self->feed, FALSE);
  g_task_set_source_tag (task, start_reading);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
take_frame (SpareCameraFrame *frame,
            gpointer          owner)
{
  g_autoptr(SpareCamera) self = g_object_ref (SPARE_CAMERA (owner));
  g_autoptr(SpareCameraFrame) taken = frame;
  g_autoptr(GdkTexture) texture = NULL;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (taken->picture != NULL && !self->reading)
    start_reading (self, g_steal_pointer (&taken->picture));

  texture = gdk_memory_texture_new ((int) taken->width, (int) taken->height, GDK_MEMORY_R8G8B8, taken->mirrored,
                                    (gsize) taken->width * 3);
  g_signal_emit (self, signals[FRAME], 0, texture);
}

static void
spare_camera_dispose (GObject *object)
{
  spare_camera_stop (SPARE_CAMERA (object));

  G_OBJECT_CLASS (spare_camera_parent_class)->dispose (object);
}

static void
spare_camera_finalize (GObject *object)
{
  g_object_unref (SPARE_CAMERA (object)->cancellable);

  G_OBJECT_CLASS (spare_camera_parent_class)->finalize (object);
}

static void
spare_camera_class_init (SpareCameraClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_camera_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_camera_finalize;

  signals[FRAME] = g_signal_new ("frame", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 GDK_TYPE_TEXTURE);
  signals[FOUND] = g_signal_new ("found", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_PTR_ARRAY);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_UINT);
}

static void
spare_camera_init (SpareCamera *self)
{
  self->cancellable = g_cancellable_new ();
}

static SpareCamera *
create (GstElement *source,
        int         fd)
{
  const SpareCameraFeedCalls calls = { take_frame, failed };
  SpareCamera *self = g_object_new (SPARE_TYPE_CAMERA, NULL);

  self->feed = spare_camera_feed_new (source, fd, &calls, self);

  return self;
}

SpareCamera *
spare_camera_new (int fd)
{
  return create (NULL, fd);
}

SpareCamera *
spare_camera_new_with_source (GstElement *source)
{
  g_return_val_if_fail (GST_IS_ELEMENT (source), NULL);

  return create (source, -1);
}

void
spare_camera_start (SpareCamera *self)
{
  g_return_if_fail (SPARE_IS_CAMERA (self));

  if (self->feed == NULL || self->timer != 0)
    return;

  self->timer = g_timeout_add_once (PATIENCE_MS, patience_cb, self);
  spare_camera_feed_start (self->feed);
}

void
spare_camera_stop (SpareCamera *self)
{
  g_return_if_fail (SPARE_IS_CAMERA (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->feed, spare_camera_feed_stop);
}
