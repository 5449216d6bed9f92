/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-camera-feed.h"

#include <gst/app/gstappsink.h>
#include <gst/video/video.h>
#include <string.h>
#include <unistd.h>

#include "spare-bytes.h"

#define PIXEL 3

/* Enough for a code at arm's length; larger pictures only cost time. */
#define CAPS "video/x-raw, format=RGB, width=[16,1280], height=[16,1280], pixel-aspect-ratio=1/1"

struct _SpareCameraFeed
{
  gatomicrefcount       refs;
  SpareCameraFeedCalls  calls;
  gpointer              owner;    /* (nullable): of the main loop; NULL once stopped */
  GstElement           *source;   /* (nullable) */
  int                   fd;
  GThreadPool          *worker;   /* of one thread: starting comes before stopping */
  GstElement           *pipeline; /* (nullable): of that thread */

  GMutex                lock;
  SpareCameraFrame     *latest;   /* (nullable) */
  gboolean              queued;   /* the main loop will fetch it */
  gboolean              wants;
  gboolean              stopped;
};

typedef struct
{
  SpareCameraFeed   *feed;
  SpareCameraProblem problem;
} Failure;

void
spare_camera_frame_free (SpareCameraFrame *self)
{
  g_bytes_unref (self->mirrored);
  g_clear_pointer (&self->picture, spare_picture_free);
  g_free (self);
}

static SpareCameraFeed *
feed_ref (SpareCameraFeed *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

static void
feed_unref (gpointer data)
{
  SpareCameraFeed *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_clear_pointer (&self->latest, spare_camera_frame_free);
  g_clear_pointer (&self->source, gst_object_unref);
  if (self->fd >= 0)
    close (self->fd);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
failure_cb (gpointer user_data)
{
  Failure *failure = user_data;

  if (failure->feed->owner != NULL)
    failure->feed->calls.failed (failure->problem, failure->feed->owner);

  return G_SOURCE_REMOVE;
}

static void
failure_free (gpointer data)
{
  Failure *failure = data;

  feed_unref (failure->feed);
  g_free (failure);
}

/* From any thread. */
static void
fail (SpareCameraFeed   *self,
      SpareCameraProblem problem)
{
  Failure *failure = g_new (Failure, 1);

  failure->feed = feed_ref (self);
  failure->problem = problem;
  g_idle_add_full (G_PRIORITY_DEFAULT, failure_cb, failure, failure_free);
}

static gboolean
frame_cb (gpointer user_data)
{
  SpareCameraFeed *self = user_data;
  g_autoptr(SpareCameraFrame) frame = NULL;

  g_mutex_lock (&self->lock);
  frame = g_steal_pointer (&self->latest);
  self->queued = FALSE;
  g_mutex_unlock (&self->lock);

  if (self->owner != NULL && frame != NULL)
    self->calls.frame (g_steal_pointer (&frame), self->owner);

  return G_SOURCE_REMOVE;
}

static SpareCameraFrame *
create_frame (GstVideoFrame *video,
              gboolean       with_picture)
{
  SpareCameraFrame *frame = g_new0 (SpareCameraFrame, 1);
  const guint8 *pixels = GST_VIDEO_FRAME_PLANE_DATA (video, 0);
  gsize stride = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (video, 0);
  guint8 *out;

  frame->width = (guint) GST_VIDEO_FRAME_WIDTH (video);
  frame->height = (guint) GST_VIDEO_FRAME_HEIGHT (video);
  frame->mirrored = spare_bytes_new_wiped ((gsize) frame->width * frame->height * PIXEL, &out);
  for (guint y = 0; y < frame->height; y++)
    {
      const guint8 *in = pixels + y * stride + (gsize) (frame->width - 1) * PIXEL;

      for (guint x = 0; x < frame->width; x++, out += PIXEL, in -= PIXEL)
        {
          out[0] = in[0];
          out[1] = in[1];
          out[2] = in[2];
        }
    }
  if (with_picture)
    frame->picture = spare_picture_new_rgb (pixels, frame->width, frame->height, stride, PIXEL);

  return frame;
}

static void
post (SpareCameraFeed  *self,
      SpareCameraFrame *frame)
{
  gboolean queue;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->latest, spare_camera_frame_free);
  self->latest = frame;
  queue = !self->queued && !self->stopped;
  self->queued |= queue;
  g_mutex_unlock (&self->lock);

  if (queue)
    g_idle_add_full (G_PRIORITY_DEFAULT, frame_cb, feed_ref (self), feed_unref);
}

static GstFlowReturn
sample_cb (GstAppSink *sink,
           gpointer    user_data)
{
  SpareCameraFeed *self = user_data;
  GstSample *sample = gst_app_sink_pull_sample (sink);
  GstVideoInfo info;
  GstVideoFrame video;
  gboolean wants;

  if (sample == NULL)
    return GST_FLOW_EOS;

  g_mutex_lock (&self->lock);
  wants = self->wants;
  g_mutex_unlock (&self->lock);

  if (gst_video_info_from_caps (&info, gst_sample_get_caps (sample))
      && gst_video_frame_map (&video, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    {
      post (self, create_frame (&video, wants));
      gst_video_frame_unmap (&video);
    }
  gst_sample_unref (sample);

  return GST_FLOW_OK;
}

static GstBusSyncReply
bus_cb (GstBus     *bus,
        GstMessage *message,
        gpointer    user_data)
{
  SpareCameraFeed *self = user_data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    {
      g_autoptr(GError) error = NULL;

      gst_message_parse_error (message, &error, NULL);
      fail (self, g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN)
                      || g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND)
                    ? SPARE_CAMERA_NO_PLUGIN
                    : SPARE_CAMERA_NO_PICTURE);
    }
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    fail (self, SPARE_CAMERA_NO_PICTURE);

  gst_message_unref (message);
  return GST_BUS_DROP;
}

static GstElement *
create_source (SpareCameraFeed *self)
{
  GstElement *source;

  if (self->source != NULL)
    return g_steal_pointer (&self->source);

  source = gst_element_factory_make ("pipewiresrc", NULL);
  if (source != NULL)
    g_object_set (source, "fd", self->fd, NULL);

  return source != NULL ? gst_object_ref_sink (source) : NULL;
}

/* NULL where a plugin is missing. */
static GstElement *
create_pipeline (SpareCameraFeed *self)
{
  GstAppSinkCallbacks callbacks = { .new_sample = sample_cb };
  g_autoptr(GstElement) source = create_source (self);
  GstElement *convert = gst_element_factory_make ("videoconvert", NULL);
  GstElement *scale = gst_element_factory_make ("videoscale", NULL);
  GstElement *sink = gst_element_factory_make ("appsink", NULL);
  g_autoptr(GstCaps) caps = gst_caps_from_string (CAPS);
  g_autoptr(GstBus) bus = NULL;
  GstElement *pipeline;

  if (source == NULL || convert == NULL || scale == NULL || sink == NULL)
    {
      g_clear_pointer (&convert, gst_object_unref);
      g_clear_pointer (&scale, gst_object_unref);
      g_clear_pointer (&sink, gst_object_unref);
      return NULL;
    }

  g_object_set (sink, "caps", caps, "max-buffers", 1, "drop", TRUE, "sync", FALSE, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, feed_ref (self), feed_unref);
  pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  gst_bin_add_many (GST_BIN (pipeline), source, convert, scale, sink, NULL);
  gst_element_link_many (source, convert, scale, sink, NULL);
  bus = gst_element_get_bus (pipeline);
  gst_bus_set_sync_handler (bus, bus_cb, feed_ref (self), feed_unref);

  return pipeline;
}

static gboolean
is_stopped (SpareCameraFeed *self)
{
  gboolean stopped;

  g_mutex_lock (&self->lock);
  stopped = self->stopped;
  g_mutex_unlock (&self->lock);

  return stopped;
}

static void
start_in_thread (SpareCameraFeed *self)
{
  if (is_stopped (self))
    return;

  if (gst_init_check (NULL, NULL, NULL))
    self->pipeline = create_pipeline (self);
  if (self->pipeline == NULL)
    fail (self, SPARE_CAMERA_NO_PLUGIN);
  else if (gst_element_set_state (self->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    fail (self, SPARE_CAMERA_NO_PICTURE);
}

static void
stop_in_thread (SpareCameraFeed *self)
{
  g_autoptr(GstBus) bus = NULL;

  if (self->pipeline == NULL)
    return;

  bus = gst_element_get_bus (self->pipeline);
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_bus_set_sync_handler (bus, NULL, NULL, NULL);
  g_clear_pointer (&self->pipeline, gst_object_unref);
}

typedef void (*Work) (SpareCameraFeed *self);

static void
work_cb (gpointer data,
         gpointer pool_data)
{
  Work work = (Work) data;

  work (pool_data);
  feed_unref (pool_data);
}

static void
push (SpareCameraFeed *self,
      Work             work)
{
  g_thread_pool_push (self->worker, (gpointer) work, NULL);
}

SpareCameraFeed *
spare_camera_feed_new (GstElement                 *source,
                       int                         fd,
                       const SpareCameraFeedCalls *calls,
                       gpointer                    owner)
{
  SpareCameraFeed *self = g_new0 (SpareCameraFeed, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->calls = *calls;
  self->owner = owner;
  self->source = source != NULL ? gst_object_ref_sink (source) : NULL;
  self->fd = fd;
  self->wants = TRUE;
  self->worker = g_thread_pool_new (work_cb, self, 1, FALSE, NULL);

  return self;
}

void
spare_camera_feed_start (SpareCameraFeed *self)
{
  feed_ref (self);
  push (self, start_in_thread);
}

void
spare_camera_feed_stop (SpareCameraFeed *self)
{
  GThreadPool *worker = self->worker;

  self->owner = NULL;
  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  g_clear_pointer (&self->latest, spare_camera_frame_free);
  g_mutex_unlock (&self->lock);

  /* Starting may wait for a camera as long as PipeWire allows; what is queued is
   * still done after the pool was given away. The last job takes us along. */
  push (self, stop_in_thread);
  g_thread_pool_free (worker, FALSE, FALSE);
}

void
spare_camera_feed_want (SpareCameraFeed *self,
                        gboolean         pictures)
{
  g_mutex_lock (&self->lock);
  self->wants = pictures;
  g_mutex_unlock (&self->lock);
}
