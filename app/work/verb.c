/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/verb.h"

#include "base/error.h"
#include "work/county.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define READS  LT_VERB_FILE
#define WRITES (LT_VERB_FILE | LT_VERB_WRITES)

/* The options of what is built, see verbs-building.c. */
#define BUILDING "union along around metres minus cut piece"

/* Options: a name takes one word, `name:0` none, `name:3` three. */
static const LtVerb verbs[] = {
  { "new", "FILE --keeper CARD:NAME [--area CODE] [--bureau NAME] [--prefix TEXT] | FILE --sample",
    N_ ("make a county file"), LT_VERB_NONE, 1, "keeper area bureau prefix sample:0", lt_verb_new },
  { "kinds", "", N_ ("the kinds of records"), LT_VERB_NONE, 0, NULL, lt_verb_kinds },
  { "fields", "KIND", N_ ("the fields of a kind"), LT_VERB_NONE, 1, NULL, lt_verb_fields },
  { "list",
    "KIND [--where FIELD OP VALUE]… [--words TEXT] [--near LON,LAT[,METRES] "
    "[--distance METRES] [--datum D]] [--within PLACE] [--touching PLACE] [--bbox W,S,E,N] "
    "[--sort [-]FIELD] [--limit N] [--by FIELD[:PART]] [--sum FIELD]…",
    N_ ("records of a kind; near a place, within an area or a zone (KIND:CODE); counted and "
        "summed up"),
    READS, 1, "where:3 words near distance datum within touching bbox sort limit by sum",
    lt_verb_list },
  { "show", "KIND RECORD", N_ ("one record, by id or code"), READS, 2, NULL, lt_verb_show },
  { "find", "WORDS… [--kind KIND] [--limit N]",
    N_ ("find records by words, codes, numbers or first letters of readings"), READS, 1,
    "kind limit", lt_verb_search },
  { "add",
    "KIND FIELD=VALUE… [--union PLACE]… [--along PLACE]… [--around PLACE]… [--metres M] "
    "[--minus PLACE]… [--cut LINE [--piece N]]",
    N_ ("add a record, its outline maybe made of those of places (KIND:CODE)"), WRITES, 2, BUILDING,
    lt_verb_add },
  { "set",
    "KIND RECORD [FIELD=VALUE]… [--union PLACE]… [--along PLACE]… [--around PLACE]… "
    "[--metres M] [--minus PLACE]… [--cut LINE [--piece N]]; or KIND FIELD=VALUE "
    "--where FIELD OP VALUE… | --words TEXT [--leave-out] [--dry-run]",
    N_ ("change fields of a record, or make more or less of its outline; or one field of all "
        "records that are found, as one change that is undone as one"),
    WRITES, 2, BUILDING " where:3 words leave-out:0 dry-run:0", lt_verb_set },
  { "remove", "KIND RECORD --why TEXT", N_ ("remove a record"), WRITES, 2, "why", lt_verb_remove },
  { "undo", "[GROUP]", N_ ("undo your last change, or the one named"), WRITES, 0, NULL,
    lt_verb_undo },
  { "log", "[KIND RECORD] [--officer CARD] [--day DATE] [--limit N]", N_ ("who did what"), READS, 0,
    "officer day limit", lt_verb_log },
  { "verify", "[--full] [--witness FILE]… [--code CODE]",
    N_ ("check the whole file, and ask who outside of it knows more: this machine, a backup, a "
        "hub, a colleague's check code"),
    READS | LT_VERB_NOW, 0, "full:0 witness code", lt_verb_verify },
  { "backup", "FILE.tar [--without-keys] [--replace]",
    N_ ("back the file up, and try the backup by restoring it aside"), READS | LT_VERB_NOW, 1,
    "without-keys:0 replace:0", lt_verb_backup },
  { "restore", "FILE.tar NEWFILE", N_ ("make a county file of a backup"), LT_VERB_NONE, 2, NULL,
    lt_verb_restore },
  { "export",
    "KIND FILE [--where FIELD OP VALUE]… [--words TEXT] [--sort [-]FIELD] [--limit N] "
    "[--columns FIELD,…] [--datum D] [--names] [--masked] [--replace] | reading FILE [--place "
    "PLACE]… [--item ITEM]… [--from TIME] "
    "[--to TIME] [--interval hour|day|month] | --everything FOLDER",
    N_ ("write records or measured values as a foreign file, whose ending tells the format; or "
        "the whole log and all originals in open forms, of a damaged file too"),
    READS | LT_VERB_PERSONAL, 0,
    LT_VERB_EVERYTHING
    " where:3 words sort limit columns datum names:0 masked:0 replace:0 place item from to "
    "interval",
    lt_verb_export },
  { "import",
    "KIND FILE… [--part NAME]… [--shape NAME] [--datum D] [--encoding E] [--map COLUMN=FIELD]… "
    "[--set FIELD=VALUE]… [--strict] [--dry-run] [--add-candidates] [--update-candidates] "
    "[--refused FILE.csv] [--progress] [--remember NAME] | KIND FILE --columns | reading FILE… "
    "[--correct BATCH] "
    "[--create-stations]",
    N_ ("take in foreign files; KIND reading: measured values, as a batch"), WRITES, 2,
    "part shape datum encoding map set correct create-stations:0 strict:0 dry-run:0 "
    "add-candidates:0 "
    "update-candidates:0 "
    "progress:0 remember refused columns:0",
    lt_verb_import },
  { "shapes", "[--forget NAME]",
    N_ ("the known shapes of foreign tables; or forget one that was remembered"), LT_VERB_NONE, 0,
    "forget", lt_verb_shapes },
  { "series",
    "PLACE ITEM [FILE.png|FILE.pdf] [--from TIME] [--to TIME] [--interval hour|day|month] "
    "[--with PLACE]… [--form lines|bars|hours|months|calendar] [--judge STANDARD|RULE|none] "
    "[--style light|dark|plain] [--size WIDTHxHEIGHT] [--scale N] [--replace]",
    N_ ("the measured values shown of a place, as a table or as a picture"), READS | LT_VERB_NOW, 2,
    "from to interval with form judge style size scale replace:0", lt_verb_series },
  { "dust-fall",
    "[FILE.csv|FILE.xlsx|FILE.png|FILE.pdf] [--of sites|means|highest] [--month MONTH] "
    "[--months N] [--place PLACE]… [--style light|dark|plain] [--size WIDTHxHEIGHT] [--scale N] "
    "[--replace]",
    N_ ("dust fall by month with ranks, of the sites or of the counties, as a table or as a "
        "picture"),
    READS | LT_VERB_NOW, 0, "of month months place style size scale replace:0", lt_verb_dust_fall },
  { "assess aqi", "PLACE [--interval hour|day] [--from TIME] [--to TIME] [--explain]",
    N_ ("the air quality index of a place, hour by hour or day by day, by the standard of each "
        "date"),
    READS, 1, "interval from to explain:0", lt_verb_assess_aqi },
  { "assess targets", "[--area AREA] [--on DATE] [--explain]",
    N_ ("how the county stands to each rule of the action plans"), READS, 0, "area on explain:0",
    lt_verb_assess_targets },
  { "assess breaches",
    "[--plan PLAN|STANDARD] [--item ITEM] [--place PLACE] [--unit place|county] [--from DATE] "
    "[--to DATE] [--explain]",
    N_ ("what is over a limit: plans in force and missed, hours and days above the standard, "
        "dust fall"),
    READS, 0, "plan item place unit from to explain:0", lt_verb_assess_breaches },
  { "assess attainment", "PLACE [--period 2026|2026-H1|2026-Q1|2026-03] [--explain]",
    N_ ("whether a station, or a county as the mean of its stations, attains the standard"), READS,
    1, "period explain:0", lt_verb_assess_attainment },
  { "assess index",
    "[PLACE…] [--period 2026|2026-H1|2026-Q1|2026-03] [--against PERIOD] [--scheme NAME] "
    "[--explain]",
    N_ ("the composite index of stations or counties, with their ranks"), READS, 0,
    "period against scheme explain:0", lt_verb_assess_index },
  { "assess coverage", "[PLACE…] [--period 2026|2026-H1|2026-Q1|2026-03] [--explain]",
    N_ ("how many valid days of each item there are, how many are needed, and which are missing"),
    READS, 0, "period explain:0", lt_verb_assess_coverage },
  { "limits", "[--on DATE]", N_ ("the limits of ambient air that hold on a day"), LT_VERB_NONE, 0,
    "on", lt_verb_limits },
  { "rules check", "FILE",
    N_ ("what the program would take of a file of a plan's rows, and what it would refuse"),
    LT_VERB_NONE, 1, NULL, lt_verb_rules_check },
  { "rules table", "PLAN FILE.xlsx|FILE.csv [--replace]",
    N_ ("write a plan's rows as a table, a sample for a plan of one's own"), LT_VERB_NONE, 2,
    "replace:0", lt_verb_rules_table },
  { "rules add", "FILE [--text FILE]",
    N_ ("add a plan of the bureau's own; rows that are wrong are refused with their reason"),
    WRITES, 1, "text", lt_verb_rules_add },
  { "rules override", "RULE --limit LIMIT|--off --reason TEXT --citation TEXT",
    N_ ("lay down the county's own limit of a rule, or that it is not applied here"), WRITES, 1,
    "limit off:0 reason citation", lt_verb_rules_override },
  { "rules", "[--area AREA] [--on DATE] [--plan PLAN] [--in-force]",
    N_ ("the rules of the action plans, each with its plan, line and words"), LT_VERB_NONE, 0,
    "area on plan in-force:0", lt_verb_rules },
  { "map",
    "FILE.png|FILE.pdf [--bbox W,S,E,N] [--size WIDTHxHEIGHT|--paper a4|a4-upright|a3|a3-upright] "
    "[--title TEXT] [--scale N] [--date MOMENT] "
    "[--item ITEM] [--classes BREAK,…] [--shade mean|max] [--dust-classes BREAK,…] "
    "[--layers KIND[:PERCENT],…] [--style light|dark|plain] [--legend] [--basemap NAME|FILE] "
    "[--basemap-datum D] [--replace]",
    N_ ("paint the map, as it is or as of a moment, with what was measured then"), READS, 1,
    "bbox size paper title scale date item classes shade dust-classes layers style legend:0 "
    "basemap basemap-datum replace:0",
    lt_verb_map },
  { "basemap list", "", N_ ("your base maps, which lie under the map"), LT_VERB_NONE, 0, NULL,
    lt_verb_basemap_list },
  { "basemap add",
    "FILE --datum D [--part TABLE] [--name NAME] | ADDRESS --datum D [--key KEY] [--zooms FROM-TO] "
    "[--attribution TEXT] [--name NAME] | tianditu|tianditu-image|tianditu-terrain --key KEY",
    N_ ("add a file of tiles, or a tile service, to your base maps"), LT_VERB_NONE, 1,
    "name datum part key zooms attribution", lt_verb_basemap_add },
  { "basemap choose", "NAME|none", N_ ("choose what lies under the window's map"), LT_VERB_NONE, 1,
    NULL, lt_verb_basemap_choose },
  { "basemap remove", "NAME", N_ ("take a base map off your list; its file stays"), LT_VERB_NONE, 1,
    NULL, lt_verb_basemap_remove },
  { "inspection record", "PLACE FIELD=VALUE…", N_ ("keep an inspection of a place (KIND:CODE)"),
    WRITES, 1, NULL, lt_verb_inspection_record },
  { "order draft", "INSPECTION FIELD=VALUE…",
    N_ ("draft the order that follows from an inspection"), WRITES, 1, NULL, lt_verb_order_draft },
  { "order submit", "ORDER", N_ ("submit a draft for review"), WRITES, 1, NULL,
    lt_verb_order_submit },
  { "order issue", "ORDER", N_ ("issue an order: it gets its number and never changes again"),
    WRITES | LT_VERB_CONFIRMS, 1, NULL, lt_verb_order_issue },
  { "print order", "ORDER --pdf FILE", N_ ("the order as a PDF"), READS, 1, "pdf",
    lt_verb_print_order },
  { "attach", "KIND RECORD FILE… [--note TEXT]", N_ ("attach photos and other files to a record"),
    WRITES, 3, "note", lt_verb_attach },
  { "attachment get", "ATTACHMENT NEWFILE", N_ ("copy an attachment's original out"),
    READS | LT_VERB_NOW, 2, NULL, lt_verb_attachment_get },
  { "attachment sketch", "ATTACHMENT [--arrow X,Y,X,Y]… [--circle X,Y,R]…",
    N_ ("draw arrows and circles on a copy of an attached photo"), WRITES, 1, "arrow circle",
    lt_verb_attachment_sketch },
  { "today", "[--limit N]",
    N_ ("what waits for somebody: deadlines, orders to be issued, conflicts, what is not saved, "
        "synced or backed up"),
    READS | LT_VERB_NOW, 0, "limit", lt_verb_today },
  { "drafts", "", N_ ("what you typed into forms and did not save"), WRITES, 0, NULL,
    lt_verb_drafts },
  { "draft drop", "DRAFT", N_ ("give up what was typed into a form"), WRITES, 1, NULL,
    lt_verb_draft_drop },
  { "officer enrol",
    "CARD:NAME --roles ROLE,… [--card-from DATE] [--card-to DATE] --invite FILE | CARD --invite "
    "FILE",
    N_ ("enter an officer and make his invitation, or make another one for him"), WRITES, 1,
    "roles invite card-from card-to", lt_verb_officer_enrol },
  { "officer roles", "CARD [--give ROLE [--from DATE] [--to DATE] [--document TEXT]] [--take ROLE]",
    N_ ("an officer's roles, card and revoked keys; give or take a role"), WRITES, 1,
    "give from to document take", lt_verb_officer_roles },
  { "officer revoke", "CARD --why TEXT [--device NAME] [--since TIME]",
    N_ ("end an officer's keys: what they sign later counts nowhere"), WRITES, 1,
    "why device since", lt_verb_officer_revoke },
  { "settings", "[FIELD=VALUE]…",
    N_ ("the bureau's settings: its name, its order prefix, whom its papers name; or set them"),
    READS, 0, NULL, lt_verb_settings },
  { "devices", "", N_ ("the devices that write in this bureau"), READS, 0, NULL, lt_verb_devices },
  { "key passphrase", "", N_ ("change the passphrase of your key"), READS | LT_VERB_NOW, 0, NULL,
    lt_verb_key_passphrase },
  { "key recover", "--make SHEET SHEET | CARD SHEET SHEET",
    N_ ("write your key on two sheets for two keepers, or make it usable again from them"),
    READS | LT_VERB_NOW, 2, "make:0", lt_verb_key_recover },
  { "join", "NEWFILE HUB --invite FILE",
    N_ ("make your county file from the hub and the keeper's invitation"), LT_VERB_NONE, 2,
    "invite", lt_verb_join },
  { "sync", "HUB", N_ ("exchange with colleagues through a hub file"), READS | LT_VERB_RECEIVES, 1,
    NULL, lt_verb_sync },
  { "conflicts", "", N_ ("fields with several values"), READS, 0, NULL, lt_verb_conflicts },
  { "resolve",
    "KIND RECORD FIELD=VALUE | KIND RECORD --keep | KIND RECORD --remove | batch BATCH --over "
    "BATCH",
    N_ ("end a conflict: name the value that holds, whether a removed record stays, or the batch "
        "that holds over another"),
    WRITES | LT_VERB_CONFIRMS, 2, "keep:0 remove:0 over", lt_verb_resolve },
};

/**
 * lt_verbs:
 * @n_verbs: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_verbs): all verbs
 */
const LtVerb *
lt_verbs (guint *n_verbs)
{
  *n_verbs = G_N_ELEMENTS (verbs);
  return verbs;
}

/**
 * lt_verb_find:
 * @words: what was typed
 * @n_used: (out): how many words the name took
 *
 * Returns: (transfer none) (nullable): the verb
 */
const LtVerb *
lt_verb_find (const char *const *words, guint *n_used)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_auto (GStrv) name = g_strsplit (verbs[i].name, " ", -1);
      guint n = 0;

      while (name[n] != NULL && words[n] != NULL && g_str_equal (name[n], words[n]))
        n++;
      if (name[n] == NULL)
        {
          *n_used = n;
          return &verbs[i];
        }
    }
  return NULL;
}

/* From its file, or from who sits at the terminal. */
static gboolean
need (LtCall *call,
      const char **text,
      const char *prompt,
      gboolean twice,
      const char *variable,
      GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (*text != NULL && **text != '\0')
    return TRUE;
  if (*text == NULL && call->ask != NULL)
    *text = call->ask (prompt, twice, call->ask_data, &problem);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (*text == NULL || **text == '\0')
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                 _ ("A passphrase is needed. Give it in the file that %s names, or type it at a "
                    "terminal."),
                 variable);
  else
    return TRUE;
  return FALSE;
}

/**
 * lt_call_need_passphrase:
 * @call: a call
 * @prompt: what to ask for
 * @fresh: whether it is to seal a new key, and so is typed twice
 * @error: return location; %LT_ERROR_USAGE where there is none and nobody to ask
 *
 * Sees to it that the call has a passphrase.
 */
gboolean
lt_call_need_passphrase (LtCall *call, const char *prompt, gboolean fresh, GError **error)
{
  return need (call, &call->passphrase, prompt, fresh, "LANTIAN_PASSPHRASE_FILE", error);
}

/**
 * lt_call_need_new_passphrase:
 *
 * Sees to it that the call has the passphrase that is to be valid from now on.
 */
gboolean
lt_call_need_new_passphrase (LtCall *call, GError **error)
{
  return need (call, &call->new_passphrase, _ ("New passphrase: "), TRUE,
               "LANTIAN_NEW_PASSPHRASE_FILE", error);
}

/**
 * lt_verb_opens_file:
 * @verb: a verb
 * @options: what it was given
 *
 * Returns: whether the county file is opened for it; everything is taken out of files
 *   too that cannot be opened
 */
gboolean
lt_verb_opens_file (const LtVerb *verb, GHashTable *options)
{
  return (verb->flags & LT_VERB_FILE) != 0 && !g_hash_table_contains (options, LT_VERB_EVERYTHING);
}

/**
 * lt_verb_has_past:
 * @verb: a verb
 * @words: what stands after its name
 * @options: what it was given
 *
 * Returns: whether it shows the file as it was at another time; measured values are
 *   those of now
 */
gboolean
lt_verb_has_past (const LtVerb *verb, const char *const *words, GHashTable *options)
{
  return lt_verb_opens_file (verb, options)
         && (verb->flags & (LT_VERB_WRITES | LT_VERB_RECEIVES | LT_VERB_NOW)) == 0
         && (verb->run != lt_verb_export || g_strcmp0 (words[0], LT_VERB_READING) != 0);
}

/**
 * lt_call_sign_in:
 * @call: a call with a session
 * @error: return location
 *
 * Signs in whom the call names, with the passphrase it was given or is asked for.
 */
gboolean
lt_call_sign_in (LtCall *call, GError **error)
{
  g_autofree char *prompt = NULL;

  if (call->card == NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_REFUSED,
                           _ ("Nobody is signed in, so nothing can be written. Sign in with your "
                              "card and passphrase (--as CARD)."));
      return FALSE;
    }
  /* The sample's passphrase is published; asking for it would protect nothing. */
  if (call->passphrase == NULL && lt_session_is_sample (call->session))
    call->passphrase = LT_SAMPLE_PASSPHRASE;
  prompt = g_strdup_printf (_ ("Passphrase of card %s: "), call->card);
  return lt_call_need_passphrase (call, prompt, FALSE, error)
         && lt_session_sign_in (call->session, call->card, call->passphrase, error);
}

/**
 * lt_call_option:
 *
 * Returns: (transfer none) (nullable): the option's value; %NULL where it was not given
 */
const char *
lt_call_option (const LtCall *call, const char *name)
{
  return g_hash_table_lookup (call->options, name);
}
