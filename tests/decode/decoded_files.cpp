#include "tests/decode/decoded_files.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "testing/child_process.hpp"

namespace pixferry {

std::vector<DecodedFile> decode_apart(const std::vector<std::filesystem::path>& files) {
  ChildProcess::Command command{.program = PIXFERRY_DECODE_FILES};
  for (const auto& file : files) command.arguments.push_back(file);
  ChildProcess process{command};
  EXPECT_EQ(process.wait(std::chrono::seconds{300}), 0) << process.error_output();
  std::istringstream lines{process.output()};
  std::vector<DecodedFile> decoded;
  for (std::string answer; std::getline(lines, answer, '\t');) {
    std::string megabytes;
    std::getline(lines, megabytes);
    decoded.push_back(
        {.answer = boost::json::parse(answer).as_object(), .megabytes = std::stoi(megabytes)});
  }
  EXPECT_EQ(decoded.size(), files.size());
  return decoded;
}

}  // namespace pixferry
