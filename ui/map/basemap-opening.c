/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/basemap-opening.h"

#include "work/basemaps.h"

typedef struct
{
  LtBasemapSpec *spec;
  GCancellable *cancellable;
  LtBasemapOpenedFunc opened;
  GWeakRef owner;
  LtBasemap *basemap;
  GError *error;
} Opening;

static void
opening_free (Opening *self)
{
  lt_basemap_spec_free (self->spec);
  g_object_unref (self->cancellable);
  g_weak_ref_clear (&self->owner);
  g_clear_pointer (&self->basemap, lt_basemap_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/* On the main thread. */
static gboolean
on_opened (gpointer user_data)
{
  Opening *self = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);

  if (owner != NULL && !g_cancellable_is_cancelled (self->cancellable))
    self->opened (owner, self->basemap, self->error);
  return G_SOURCE_REMOVE;
}

static gpointer
run (gpointer data)
{
  Opening *self = data;

  self->basemap = lt_work_basemap_open (self->spec, &self->error);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_opened, self, (GDestroyNotify) opening_free);
  return NULL;
}

/**
 * lt_basemap_open_beside:
 * @spec: a base map
 * @cancellable: cancelled when it is not wanted any more
 * @opened: told what came of it, where @owner is still there
 * @owner: an object
 *
 * Opens it in a thread of its own: a file may be very large, and on a disk of the network
 * that has gone nobody knows how long it takes. Such a thread is left to itself.
 */
void
lt_basemap_open_beside (const LtBasemapSpec *spec,
                        GCancellable *cancellable,
                        LtBasemapOpenedFunc opened,
                        gpointer owner)
{
  Opening *self = g_new0 (Opening, 1);

  self->spec = lt_basemap_spec_copy (spec);
  self->cancellable = g_object_ref (cancellable);
  self->opened = opened;
  g_weak_ref_init (&self->owner, owner);
  g_thread_unref (g_thread_new ("base map", run, self));
}
