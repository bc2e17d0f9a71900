#include "bench/large_catalog.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/platform/random.hpp"

namespace pixferry::bench {
namespace {

constexpr std::int64_t kRowsAtOnce = 10'000;

/// The numbers of a batch: above $2, up to $3.
constexpr const char* kNumbers =
    "WITH RECURSIVE n(i) AS (SELECT CAST($2 AS bigint) + 1 UNION ALL "
    "SELECT i + 1 FROM n WHERE i < CAST($3 AS bigint)) ";

/// 64 digits that are a number's own.
const std::string kHash =
    "substr('" + std::string(64, '0') + "', 1, 64 - length(CAST(i AS text))) || CAST(i AS text)";

const std::vector<std::string>& statements() {
  static const std::vector<std::string> all{
      "INSERT INTO pixferry.blob (owner, sha256, size_bytes, mime_type, object_key, created_at, "
      "thumbnail_state, width, height, aspect) {numbers} SELECT 'default', {hash}, 200000 + i, "
      "'image/jpeg', 'o/00/' || {hash} || '.jpg', @at($1), 'done', 4000, 3000, 1333 FROM n",
      "INSERT INTO pixferry.image (owner, source, source_file_id, revision, sha256, name, path, "
      "created_at, timeline_at, aspect) {numbers} SELECT 'default', 'google_drive', "
      "'1AbCdEfGhIjKlMnOpQrStUvWxYz' || CAST(i AS text), 'revision-1', {hash}, "
      "'IMG_' || CAST(i AS text) || '.jpg', 'Holidays/IMG_' || CAST(i AS text) || '.jpg', "
      "@at($1), @at($1 + i), 1333 FROM n",
      "INSERT INTO pixferry.file (job_id, source_file_id, name, path, mime_type, revision, "
      "resource_key, declared_bytes, declared_md5, state, attempts, available_at, image_id, "
      "stored_bytes, finished_at) {numbers} SELECT $4, "
      "'1AbCdEfGhIjKlMnOpQrStUvWxYz' || CAST(i AS text), 'IMG_' || CAST(i AS text) || '.jpg', "
      "'Holidays/IMG_' || CAST(i AS text) || '.jpg', 'image/jpeg', 'revision-1', '', 200000 + i, "
      "substr({hash}, 33), 'imported', 1, @at($1), i, 200000 + i, @at($1) FROM n",
  };
  return all;
}

class Filling {
 public:
  explicit Filling(Database& database) : database_(database) {
    if (auto migrated = migrate(Context{}, database, random_); !migrated) fail(migrated.error());
  }

  JobId run(std::int64_t images) {
    const std::int64_t now = to_milliseconds(SystemClock{}.now()) - images;
    const std::string job = job_.text();
    write({{"INSERT INTO pixferry.job (id, owner, source, root_id, folder_url, folder_name, "
            "recursive,"
            " files_max, state, created_at, started_at, finished_at, total, imported, bytes_total,"
            " bytes_done) VALUES ($1, 'default', 'google_drive', 'root', 'bench', 'Holidays', 1,"
            " 1000000, 'completed', @at($2), @at($2), @at($2), $3, $3, $3, $3)",
            {job, now, images}},
           {"INSERT INTO pixferry.image_total (owner, source, images) "
            "VALUES ('default', 'google_drive', $1)",
            {images}},
           {"INSERT INTO pixferry.image_bucket (owner, bucket, source, images) "
            "WITH RECURSIVE n(i) AS (SELECT CAST(0 AS bigint) UNION ALL SELECT i + 1 FROM n "
            "WHERE i < CAST($1 AS bigint) / 1000) SELECT 'default', i, 'google_drive', "
            "CASE WHEN i = 0 THEN 999 WHEN i = CAST($1 AS bigint) / 1000 "
            "THEN CAST($1 AS bigint) % 1000 + 1 ELSE 1000 END FROM n",
            {images}}});
    for (std::int64_t done = 0; done < images; done += kRowsAtOnce) {
      const auto upto = std::min(done + kRowsAtOnce, images);
      std::vector<Statement> batch;
      for (const auto& text : statements()) {
        const bool names_job = text.find("$4") != text.npos;
        std::vector<SqlValue> parameters{now, done, upto};
        if (names_job) parameters.emplace_back(job);
        batch.push_back({fmt::format(fmt::runtime(text), fmt::arg("numbers", kNumbers),
                                     fmt::arg("hash", kHash)),
                         std::move(parameters)});
      }
      write(batch);
    }
    return job_;
  }

 private:
  struct Statement {
    std::string text;
    std::vector<SqlValue> parameters;
  };

  [[noreturn]] static void fail(const Error& error) { throw std::runtime_error(error.message); }

  void write(const std::vector<Statement>& statements) {
    auto transaction = database_.begin(Context{}, Access::write);
    if (!transaction) fail(transaction.error());
    for (const auto& [text, parameters] : statements) {
      if (auto rows = (*transaction)->query(text, parameters); !rows) fail(rows.error());
    }
    if (auto committed = (*transaction)->commit(); !committed) fail(committed.error());
  }

  Database& database_;
  SystemRandom random_;
  JobId job_ = JobId::from_random(random_.bits(), random_.bits());
};

}  // namespace

JobId fill_catalog(Database& database, std::int64_t images) {
  return Filling{database}.run(images);
}

}  // namespace pixferry::bench
