#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/simulator.hpp"
#include "testing/child_process.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

/// The settings of somebody who has no API key.
inline const std::map<std::string, std::string> kWithoutKey{{"GOOGLE_API_KEY", ""},
                                                            {"GOOGLE_DRIVE_RATE", "10000"}};

/// The real binary, a made-up Google Drive and a data directory: what the specifications of the
/// whole stand on.
class WholeProgram {
 public:
  explicit WholeProgram(SimulatorOptions options = {});

  /// Puts the same Drive with edited files in the place of the first one; its counters begin anew.
  void edit_drive(std::vector<simulator::DriveEdit> edits);

  struct Run {
    int exit_code;
    std::string output;
    std::string error_output;
  };

  /// Runs to the end.
  Run run(const std::vector<std::string>& arguments,
          const std::map<std::string, std::string>& environment = {}) const;
  /// The same under another program, such as a tracer, that runs it with its arguments.
  Run run_under(std::vector<std::string> program, const std::vector<std::string>& arguments,
                const std::map<std::string, std::string>& environment = {}) const;
  Run import(std::string_view folder = simulator::kDemoFolder) const;
  /// Starts, and lets it run.
  std::unique_ptr<ChildProcess> start(
      const std::vector<std::string>& arguments,
      const std::map<std::string, std::string>& environment = {}) const;

  /// Fails the test unless every image of the demo folder is there once, stored with the bytes of
  /// its original, and the catalog holds its invariants.
  void expect_whole_import() const;
  /// The same of these files.
  void expect_whole_import(const std::vector<simulator::ExpectedFile>& expected) const;
  /// Fails the test for every row of the catalog whose object is not stored with its bytes, which
  /// must hold at any moment; answers how many objects have a row.
  std::int64_t expect_true_objects() const;

  std::uint64_t downloads() const;
  std::string link(std::string_view folder = simulator::kDemoFolder) const;
  std::string data_directory() const { return directory_ / "data"; }
  std::string catalog_path() const { return data_directory() + "/catalog.sqlite"; }
  const Simulator& drive() const { return *drive_; }

 private:
  ChildProcess::Command command(const std::vector<std::string>& arguments,
                                const std::map<std::string, std::string>& environment) const;

  TemporaryDirectory directory_;
  SimulatorOptions options_;
  std::unique_ptr<Simulator> drive_;
};

}  // namespace pixferry
