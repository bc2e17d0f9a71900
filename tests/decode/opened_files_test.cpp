#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "testing/child_process.hpp"
#include "testing/sample_picture.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

constexpr auto kStrace = "/usr/bin/strace";

/// Writes images of every kind and colour space that is decoded; gives their paths.
std::vector<std::string> write_samples(const TemporaryDirectory& folder) {
  std::vector<std::string> paths;
  for (const SamplePicture& sample :
       {SamplePicture{.orientation = 6}, SamplePicture{.is_cmyk = true},
        SamplePicture{.profile = "p3"}, SamplePicture{.is_progressive = true},
        SamplePicture{.type = ImageType::png, .has_alpha = true, .has_16_bits = true},
        SamplePicture{.type = ImageType::webp, .frames = 2}, SamplePicture{.type = ImageType::gif},
        SamplePicture{.type = ImageType::heic}, SamplePicture{.type = ImageType::avif}}) {
    const auto file = encode_sample(sample);
    paths.push_back(folder / ("sample" + std::to_string(paths.size())));
    std::ofstream{paths.back(), std::ios::binary}.write(reinterpret_cast<const char*>(file.data()),
                                                        static_cast<std::streamsize>(file.size()));
  }
  return paths;
}

TEST(StartDecoding, LeavesNothingToBeOpenedLater) {
  if (!std::filesystem::exists(kStrace)) GTEST_SKIP() << "there is no " << kStrace;
  const TemporaryDirectory folder;
  const auto samples = write_samples(folder);
  ChildProcess::Command command{
      .program = kStrace,
      .arguments = {"-f", "-qq", "-e", "trace=open,openat,openat2", "-e", "signal=none", "-o",
                    folder / "calls", PIXFERRY_DECODE_FILES},
      // The sanitizer cannot look for leaks in a process that is traced.
      .environment = {{"ASAN_OPTIONS", "detect_leaks=0"}}};
  command.arguments.insert(command.arguments.end(), samples.begin(), samples.end());
  ChildProcess process{command};
  if (process.wait() != 0) GTEST_SKIP() << "no process may be traced: " << process.error_output();
  ASSERT_EQ(process.output().find("died"), std::string::npos) << process.output();

  std::ifstream calls{folder / "calls"};
  bool has_started = false;
  std::size_t opened = 0;
  for (std::string call; std::getline(calls, call);) {
    const bool is_sample = call.find(folder.path()) != std::string::npos;
    if (is_sample) ++opened;
    has_started = has_started || is_sample;
    EXPECT_TRUE(is_sample || !has_started) << call;
  }
  EXPECT_EQ(opened, samples.size());
}

}  // namespace
}  // namespace pixferry
