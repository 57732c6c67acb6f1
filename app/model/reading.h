/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/id.h"
#include "model/kind.h"

G_BEGIN_DECLS

/**
 * LtInterval:
 *
 * What a measured value stands for; the order of the choices of the batch's
 * field `interval`.
 */
typedef enum
{
  LT_INTERVAL_HOUR,
  LT_INTERVAL_DAY,
  LT_INTERVAL_MONTH,
} LtInterval;

/* Times are civil minutes of Asia/Shanghai since 1970-01-01T00:00. An hour
 * stands under its end, as the national platform and HJ 663-2013 count hours: the
 * value of 08:00 is that of 07:00 to 08:00, and the day has the hours 01:00 to
 * 24:00 (00:00 of the next day). A day and a month stand under their first minute. */

#define LT_READING_SCALE       G_GINT64_CONSTANT (1000000)
#define LT_READING_MOST        (G_GINT64_CONSTANT (1000000000000) * LT_READING_SCALE)
#define LT_READING_MAX_QUALITY 32                              /* bytes of a quality code */
#define LT_READING_MAX_ITEM    64                              /* bytes of an item's code */
#define LT_READING_FIRST       (G_GINT64_CONSTANT (-10519200)) /* 1950-01-01T00:00 */
#define LT_READING_LAST        (G_GINT64_CONSTANT (120968640)) /* 2200-01-01T00:00 */

/**
 * LtReading:
 * @place: id of the station or site
 * @item: code of the item ("PM2.5")
 * @time: when, see above
 * @has_value: whether there is a value; else it is reported as missing
 * @value: exact, in millionths of the item's unit
 * @quality: (nullable): the source's quality code
 *
 * One measured row.
 */
typedef struct
{
  LtId place;
  const char *item;
  gint64 time;
  gboolean has_value;
  gint64 value;
  const char *quality;
} LtReading;

gboolean lt_reading_parse_value (const char *text, gint64 *value);
gint64 lt_reading_round_value (const char *text);
char *lt_reading_format_value (gint64 value);
gboolean lt_reading_parse_time (const char *text, LtInterval interval, gint64 *time);
char *lt_reading_format_time (gint64 time, LtInterval interval);
const char *lt_interval_name (LtInterval interval);

G_END_DECLS
