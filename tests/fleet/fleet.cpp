#include "tests/fleet/fleet.hpp"

#include <algorithm>

#include "cli/compare_import.hpp"
#include "pipeline/catalog/gallery.hpp"
#include "pipeline/catalog/postgres/postgres_database.hpp"
#include "testing/catalog_consistency.hpp"
#include "tests/bucket_settings.hpp"

#include <boost/json/serialize.hpp>

namespace pixferry {

Fleet::Fleet() : database_(shared_postgres().lend_database()) {
  settings_ = {{"DATABASE_URL", shared_postgres().url(database_)},
               {"WORKER_TRANSFERS", "16"},
               {"THUMBNAILS", "off"},
               {"LEASE", "2s"},
               {"SHUTDOWN_GRACE", "20s"}};
}

Fleet::~Fleet() {
  api_process_.reset();
  shared_postgres().take_back(database_);
}

void Fleet::lay_out(SimulatorOptions options, const BucketUnderTest& bucket) {
  program_.emplace(std::move(options));
  for (auto& [name, value] : bucket.settings(program_->drive())) settings_[name] = value;
}

void Fleet::use_redis() {
  redis_.emplace();
  settings_["REDIS_URL"] = "redis://" + redis_->config().url.place();
}

std::unique_ptr<ChildProcess> Fleet::start(const std::vector<std::string>& arguments) {
  return program_->start(arguments, settings_);
}

WholeProgram::Run Fleet::run(const std::vector<std::string>& arguments) {
  return program_->run(arguments, settings_);
}

void Fleet::start_api() {
  api_process_ = start({"api"});
  api_.emplace(*api_process_);
}

std::unique_ptr<ChildProcess> Fleet::start_worker() {
  auto worker = start({"worker"});
  EXPECT_NE(worker->wait_for_error_text("transfers at once"), "") << worker->error_output();
  return worker;
}

json::bj::object Fleet::wait_for_job(const std::string& id,
                                     const std::function<bool(const json::bj::object&)>& reached) {
  json::bj::object job;
  EXPECT_TRUE(api_process_->runs_until(
      [&] {
        if (auto read = api_->try_get("/import/jobs/" + id)) job = *std::move(read);
        return !job.empty() && reached(job);
      },
      std::chrono::seconds{120}))
      << json::bj::serialize(job) << api_process_->error_output();
  return job;
}

json::bj::object Fleet::wait_for_imported(const std::string& id, std::int64_t files) {
  return wait_for_job(id, [files](const auto& job) {
    return ApiClient::number(job, "imported_files") >= files || ApiClient::has_ended(job);
  });
}

void Fleet::wait_for_workers(std::string_view status, std::size_t count) {
  json::bj::object stats;
  EXPECT_TRUE(api_process_->runs_until([&] {
    if (auto read = api_->try_get("/stats")) stats = *std::move(read);
    const auto* workers = json::array_at(stats, "workers");
    if (workers == nullptr) return false;
    std::size_t found = 0;
    for (const auto& worker : *workers) {
      if (json::text_at(worker.as_object(), "status") == status) ++found;
    }
    return found == count;
  })) << json::bj::serialize(stats);
}

void Fleet::expect_whole_import(const json::bj::object& job) {
  EXPECT_EQ(json::text_at(job, "status"), "completed") << json::bj::serialize(job);
  const auto expected = program_->drive().tree().expected();
  EXPECT_EQ(ApiClient::number(job, "failed_files"),
            std::ranges::count(expected, FileState::failed, &simulator::ExpectedFile::state));
  const SystemClock clock;
  PostgresConfig config;
  config.url = Secret{settings_.at("DATABASE_URL")};
  const auto database = PostgresDatabase::open(Context{}, config, clock);
  ASSERT_TRUE(database) << database.error().message;
  expect_consistent(**database);
  Gallery gallery{**database};
  const auto differences = compare_import(gallery, expected);
  ASSERT_TRUE(differences);
  EXPECT_EQ(*differences, std::vector<std::string>{});
  const auto verified = run({"verify"});
  EXPECT_EQ(verified.exit_code, 0) << verified.output << verified.error_output;
}

BucketUnderTest simulated_s3() {
  return {"S3", s3_settings};
}

BucketUnderTest simulated_supabase() {
  return {"Supabase", supabase_settings};
}

BucketUnderTest shared_folder() {
  return {"Folder", [](const Simulator&) { return std::map<std::string, std::string>{}; }};
}

}  // namespace pixferry
