#include "tests/whole_program.hpp"

#include <gtest/gtest.h>

#include "cli/compare_import.hpp"
#include "pipeline/catalog/gallery.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "pipeline/object_store/folder_store.hpp"
#include "pipeline/verify_objects.hpp"
#include "testing/catalog_consistency.hpp"

namespace pixferry {
namespace {

std::unique_ptr<Simulator> start_drive(SimulatorOptions options) {
  // Small photos: what is tested is the way, not the bytes.
  options.photo_edge_max = 32;
  auto drive = Simulator::start(std::move(options));
  EXPECT_TRUE(drive);
  return *std::move(drive);
}

}  // namespace

WholeProgram::WholeProgram(SimulatorOptions options)
    : options_(std::move(options)), drive_(start_drive(options_)) {}

void WholeProgram::edit_drive(std::vector<simulator::DriveEdit> edits) {
  options_.edits = std::move(edits);
  drive_ = start_drive(options_);
}

ChildProcess::Command WholeProgram::command(
    const std::vector<std::string>& arguments,
    const std::map<std::string, std::string>& environment) const {
  std::map<std::string, std::string> all{{"DATA_DIR", data_directory()},
                                         {"GOOGLE_DRIVE_API_URL", drive_->base_url()},
                                         {"GOOGLE_DRIVE_WEB_URL", drive_->base_url()},
                                         {"GOOGLE_API_KEY", "a-key"},
                                         {"PORT", "0"},
                                         {"BACKOFF", "10ms"},
                                         {"SETTLE", "100ms"}};
  for (const auto& [name, value] : environment) all.insert_or_assign(name, value);
  return {.program = PIXFERRY_BINARY,
          .arguments = arguments,
          .environment = all,
          .directory = directory_.path()};
}

WholeProgram::Run WholeProgram::run(const std::vector<std::string>& arguments,
                                    const std::map<std::string, std::string>& environment) const {
  ChildProcess process{command(arguments, environment)};
  const int exit_code = process.wait(std::chrono::seconds{120});
  return {exit_code, process.output(), process.error_output()};
}

WholeProgram::Run WholeProgram::run_under(
    std::vector<std::string> program, const std::vector<std::string>& arguments,
    const std::map<std::string, std::string>& environment) const {
  auto traced = command(arguments, environment);
  program.push_back(traced.program);
  program.insert(program.end(), traced.arguments.begin(), traced.arguments.end());
  traced.program = program.front();
  traced.arguments.assign(program.begin() + 1, program.end());
  ChildProcess process{traced};
  const int exit_code = process.wait(std::chrono::seconds{120});
  return {exit_code, process.output(), process.error_output()};
}

WholeProgram::Run WholeProgram::import(std::string_view folder) const {
  return run({"import", link(folder)});
}

std::unique_ptr<ChildProcess> WholeProgram::start(
    const std::vector<std::string>& arguments,
    const std::map<std::string, std::string>& environment) const {
  return std::make_unique<ChildProcess>(command(arguments, environment));
}

void WholeProgram::expect_whole_import() const {
  expect_whole_import(drive_->tree().expected());
}

void WholeProgram::expect_whole_import(const std::vector<simulator::ExpectedFile>& expected) const {
  expect_consistent(catalog_path());
  const SystemClock clock;
  const auto database = SqliteDatabase::open(catalog_path(), clock, Access::read);
  ASSERT_TRUE(database);
  Gallery gallery{**database};
  const auto differences = compare_import(gallery, expected);
  ASSERT_TRUE(differences);
  EXPECT_EQ(*differences, std::vector<std::string>{});
  EXPECT_GT(expect_true_objects(), 0);
}

std::int64_t WholeProgram::expect_true_objects() const {
  const SystemClock clock;
  const auto database = SqliteDatabase::open(catalog_path(), clock, Access::read);
  const auto store = FolderStore::open(data_directory() + "/objects", "http://localhost",
                                       FolderStore::Access::read);
  EXPECT_TRUE(database && store);
  if (!database || !store) return 0;
  Gallery gallery{**database};
  SpoolRoom spools{.directory = directory_.path()};
  VerifyObjects verify{{.gallery = gallery, .store = **store, .spools = spools}};
  const auto verified = verify.run(
      Context{}, {.owner = std::string{kDefaultOwner}},
      {.bad = [](const BadObject& bad) { ADD_FAILURE() << bad.blob.key.text << " " << bad.what; }});
  EXPECT_TRUE(verified);
  return verified ? verified->objects : 0;
}

std::uint64_t WholeProgram::downloads() const {
  return drive_->counters().of(simulator::Operation::download).requests;
}

std::string WholeProgram::link(std::string_view folder) const {
  return drive_->folder_link(folder);
}

}  // namespace pixferry
