#include "testing/catalog_consistency.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

#include "pipeline/catalog/sqlite/sqlite_database.hpp"

namespace pixferry {
namespace {

struct Invariant {
  std::string_view broken;  ///< what a row of the query says
  std::string_view query;   ///< a name, and two numbers that should agree or nulls
};

constexpr std::array kInvariants{
    Invariant{"a job's total is not the number of its files",
              "SELECT id, total, (SELECT count(*) FROM pixferry.file WHERE job_id = job.id) "
              "FROM pixferry.job "
              "WHERE total <> (SELECT count(*) FROM pixferry.file WHERE job_id = job.id)"},
    Invariant{"a job's tally of a state is not the number of its files in it",
              "SELECT job.id, CASE state.name WHEN 'imported' THEN imported WHEN 'skipped' THEN "
              "skipped ELSE failed END, (SELECT count(*) FROM pixferry.file WHERE "
              "file.job_id = job.id AND file.state = state.name) FROM pixferry.job, "
              "(SELECT 'imported' AS name UNION SELECT 'skipped' UNION SELECT 'failed') AS state "
              "WHERE CASE state.name WHEN 'imported' THEN imported WHEN 'skipped' THEN skipped "
              "ELSE failed END <> (SELECT count(*) FROM pixferry.file WHERE file.job_id = job.id "
              "AND file.state = state.name)"},
    Invariant{"a job's states do not add up to its total",
              "SELECT job.id, total, (SELECT count(*) FROM pixferry.file WHERE file.job_id = "
              "job.id AND file.state = 'pending') FROM pixferry.job WHERE total - imported - "
              "skipped - failed <> (SELECT count(*) FROM pixferry.file WHERE file.job_id = job.id "
              "AND file.state = 'pending')"},
    Invariant{"a job's declared bytes are not the sum over its files",
              "SELECT id, bytes_total, (SELECT CAST(sum(declared_bytes) AS bigint) FROM "
              "pixferry.file WHERE job_id = job.id) FROM pixferry.job WHERE bytes_total <> (SELECT "
              "COALESCE(sum(declared_bytes), 0) FROM pixferry.file WHERE job_id = job.id)"},
    Invariant{"a job's stored bytes are not the sum over its files",
              "SELECT id, bytes_done, (SELECT CAST(sum(stored_bytes) AS bigint) FROM "
              "pixferry.file WHERE job_id = job.id) FROM pixferry.job WHERE bytes_done <> (SELECT "
              "COALESCE(sum(stored_bytes), 0) FROM pixferry.file WHERE job_id = job.id)"},
    Invariant{"a job's pending folders are not those of its rows",
              "SELECT id, pending_folders, (SELECT count(*) FROM pixferry.folder WHERE "
              "folder.job_id = job.id AND folder.state = 'pending') FROM pixferry.job WHERE "
              "pending_folders <> (SELECT count(*) FROM pixferry.folder WHERE folder.job_id = "
              "job.id AND folder.state = 'pending')"},
    Invariant{"a job's unreadable folders are not those of its rows",
              "SELECT id, unreadable_folders, (SELECT count(*) FROM pixferry.folder WHERE "
              "folder.job_id = job.id AND folder.state = 'failed' AND depth > 0) FROM pixferry.job "
              "WHERE unreadable_folders <> (SELECT count(*) FROM pixferry.folder WHERE "
              "folder.job_id = job.id AND folder.state = 'failed' AND depth > 0)"},
    Invariant{"a finished job has work left",
              "SELECT id, NULL, NULL FROM pixferry.job WHERE state IN ('completed', 'failed') AND "
              "(EXISTS (SELECT 1 FROM pixferry.file WHERE file.job_id = job.id AND file.state = "
              "'pending') OR EXISTS (SELECT 1 FROM pixferry.folder WHERE folder.job_id = job.id "
              "AND folder.state = 'pending'))"},
    Invariant{"a job's last event is not the last number it gave",
              "SELECT id, events, (SELECT max(number) FROM pixferry.event WHERE event.job_id = "
              "job.id) FROM pixferry.job WHERE events <> COALESCE((SELECT max(number) FROM "
              "pixferry.event WHERE event.job_id = job.id), 0)"},
    Invariant{"a job that has ended does not say so last",
              "SELECT id, events, NULL FROM pixferry.job WHERE state NOT IN ('processing', "
              "'paused') AND NOT EXISTS (SELECT 1 FROM pixferry.event WHERE event.job_id = job.id "
              "AND event.number = job.events AND event.kind = 'done' AND event.state = job.state)"},
    Invariant{"a file stands twice in a job",
              "SELECT source_file_id, count(*), 1 FROM pixferry.file GROUP BY job_id, "
              "source_file_id HAVING count(*) > 1"},
    Invariant{"a source file has two images",
              "SELECT source_file_id, count(*), 1 FROM pixferry.image GROUP BY owner, source, "
              "source_file_id HAVING count(*) > 1"},
    Invariant{"the same bytes are stored twice for an owner",
              "SELECT sha256, count(*), 1 FROM pixferry.blob GROUP BY owner, sha256 "
              "HAVING count(*) > 1"},
    Invariant{"an image has no blob",
              "SELECT source_file_id, id, NULL FROM pixferry.image WHERE NOT EXISTS (SELECT 1 FROM "
              "pixferry.blob WHERE blob.owner = image.owner AND blob.sha256 = image.sha256)"},
    Invariant{"bytes that no image shows do not say so",
              "SELECT sha256, NULL, NULL FROM pixferry.blob WHERE unreferenced_at IS NULL AND NOT "
              "EXISTS (SELECT 1 FROM pixferry.image WHERE image.owner = blob.owner AND "
              "image.sha256 = blob.sha256)"},
    Invariant{"bytes that an image shows say that none does",
              "SELECT sha256, NULL, NULL FROM pixferry.blob WHERE unreferenced_at IS NOT NULL AND "
              "EXISTS (SELECT 1 FROM pixferry.image WHERE image.owner = blob.owner AND "
              "image.sha256 = blob.sha256)"},
    Invariant{"an image shows bytes whose objects are removed",
              "SELECT image.source_file_id, image.id, NULL FROM pixferry.image JOIN pixferry.blob "
              "ON blob.owner = image.owner AND blob.sha256 = image.sha256 JOIN pixferry.removal ON "
              "removal.object_name = substr(blob.object_key, 6, 64)"},
    Invariant{"a row names objects that were removed",
              "SELECT blob.sha256, NULL, NULL FROM pixferry.blob JOIN pixferry.removal ON "
              "removal.object_name = substr(blob.object_key, 6, 64) WHERE removed_at IS NOT NULL"},
    Invariant{"an image is not where it was taken, or when it came",
              "SELECT source_file_id, id, NULL FROM pixferry.image JOIN pixferry.blob ON "
              "blob.owner = image.owner AND blob.sha256 = image.sha256 WHERE timeline_at IS "
              "DISTINCT FROM COALESCE(blob.taken_at, image.declared_taken_at, image.created_at)"},
    Invariant{"an image has not the aspect of its blob, or the one declared",
              "SELECT source_file_id, image.aspect, blob.aspect FROM pixferry.image JOIN "
              "pixferry.blob ON blob.owner = image.owner AND blob.sha256 = image.sha256 WHERE "
              "image.aspect IS DISTINCT FROM COALESCE(blob.aspect, image.declared_aspect)"},
    Invariant{"a file names an image of another file",
              "SELECT file.source_file_id, file.id, image.id FROM pixferry.file JOIN pixferry.job "
              "ON job.id = file.job_id JOIN pixferry.image ON image.id = file.image_id WHERE "
              "(job.owner NOT IN ('', image.owner)) OR image.source <> job.source OR "
              "image.source_file_id <> "
              "file.source_file_id"},
    Invariant{"a file that has ended is held by somebody",
              "SELECT source_file_id, id, NULL FROM pixferry.file WHERE leased = 1 AND state <> "
              "'pending'"},
    Invariant{"a file ended without a cause, or has one before its end",
              "SELECT source_file_id, id, NULL FROM pixferry.file WHERE (state IN ('skipped', "
              "'failed')) <> (reason IS NOT NULL)"},
    Invariant{"the total of images is not their number",
              "SELECT owner, images, (SELECT count(*) FROM pixferry.image WHERE image.owner = "
              "image_total.owner AND image.source = image_total.source) FROM pixferry.image_total "
              "WHERE images <> (SELECT count(*) FROM pixferry.image WHERE image.owner = "
              "image_total.owner AND image.source = image_total.source)"},
    Invariant{"images are missing from the totals",
              "SELECT owner, count(*), NULL FROM pixferry.image WHERE NOT EXISTS (SELECT 1 FROM "
              "pixferry.image_total WHERE image_total.owner = image.owner AND image_total.source = "
              "image.source) GROUP BY owner"},
    Invariant{"a bucket's count is not the number of its images",
              "SELECT owner, images, bucket FROM pixferry.image_bucket WHERE images <> (SELECT "
              "count(*) FROM pixferry.image WHERE image.owner = image_bucket.owner AND "
              "image.source = image_bucket.source AND image.id / 1000 = image_bucket.bucket)"},
    Invariant{"images are missing from the buckets",
              "SELECT owner, id, NULL FROM pixferry.image WHERE NOT EXISTS (SELECT 1 FROM "
              "pixferry.image_bucket WHERE image_bucket.owner = image.owner AND "
              "image_bucket.source = image.source AND image_bucket.bucket = image.id / 1000)"},
};

std::string shown(const SqlRow& row, std::size_t column) {
  return row.is_null(column) ? "-" : std::to_string(row.integer(column));
}

}  // namespace

std::vector<std::string> inconsistencies(Database& database) {
  auto transaction = database.begin(Context{}, Access::read);
  if (!transaction) return {transaction.error().message};
  std::vector<std::string> found;
  for (const auto& invariant : kInvariants) {
    const std::string broken{invariant.broken};
    const auto rows = (*transaction)->query(invariant.query, {});
    if (!rows) return {broken + ": " + rows.error().message};
    for (const auto& row : *rows) {
      found.push_back(broken + ": " + row.text(0) + " " + shown(row, 1) + " " + shown(row, 2));
    }
  }
  return found;
}

void expect_consistent(Database& database) {
  for (const auto& found : inconsistencies(database)) ADD_FAILURE() << found;
}

void expect_consistent(const std::string& path) {
  const SystemClock clock;
  auto database = SqliteDatabase::open(path, clock, Access::read);
  ASSERT_TRUE(database) << database.error().message;
  expect_consistent(**database);
}

}  // namespace pixferry
