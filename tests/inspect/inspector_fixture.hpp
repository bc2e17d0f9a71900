#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "pipeline/content/inspect/inspector_pool.hpp"
#include "testing/spool_text.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

/// The processes that this one has started and not yet reaped.
std::set<pid_t> child_processes();
/// How many descriptors this process holds.
std::size_t open_descriptors();
/// Waits, at most a minute, until it holds.
bool comes_true(const std::function<bool()>& condition);
/// The one child that hangs over a file; waits until there is one.
pid_t hanging_child();

/// A pool of scripted children; the text of a file says what looking into it does.
class InspectorFixture : public testing::Test {
 protected:
  static InspectorOptions options(int children, std::string fault = "");
  void open_pool(InspectorOptions options);

  Spool spool_with(std::string_view script);
  Result<Inspection> inspect(std::string_view script, const Context& context = {});
  /// What the child wrote into its answer.
  std::string answer_to(std::string_view script);
  /// The id of the process that answers.
  pid_t answering_process() { return std::stoi(answer_to("process")); }

  TemporaryDirectory directory;
  SpoolRoom room{.directory = directory.path()};
  SystemClock clock;
  std::unique_ptr<InspectorPool> pool;
};

}  // namespace pixferry
