#include <gtest/gtest.h>

#include "pipeline/source/google_drive/drive_provider.hpp"
#include "simulator/simulator.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

TEST(AStalledBody, IsGivenUpAndMayBeTriedAgain) {
  const auto drive = *Simulator::start({.photos = 1,
                                        .folders = 1,
                                        .photo_edge_max = 32,
                                        .odd_entries = false,
                                        .faults = *simulator::parse_fault_plan("download:stall=1x,"
                                                                               "list:stall=1x")});
  const SystemClock clock;
  const Limits limits{.listing_seconds_max = std::chrono::seconds{1},
                      .stall_seconds_max = std::chrono::seconds{1}};
  HttpClient http{{{drive->base_url()}, {}}, clock, limits};
  GoogleDrive source{http, {drive->base_url(), Secret{std::string{"a-key"}}}, clock, limits};

  const FolderRef folder{SourceKind::google_drive, std::string{simulator::kDemoFolder}, {}};
  const auto stalled_page = source.list(Context{}, folder, {});
  ASSERT_FALSE(stalled_page);
  EXPECT_EQ(stalled_page.error().code, ErrorCode::timeout);
  const auto page = source.list(Context{}, folder, {});
  ASSERT_TRUE(page);

  const TemporaryDirectory directory;
  SpoolRoom spools{.directory = directory.path()};
  auto spool = *Spool::open(spools, {.size_bytes_max = 1 << 20});
  const auto& file = page->files.front().file;
  const auto stalled = source.fetch(Context{}, file, spool);
  ASSERT_FALSE(stalled);
  EXPECT_EQ(stalled.error().code, ErrorCode::timeout);
  auto next = *Spool::open(spools, {.size_bytes_max = 1 << 20});
  EXPECT_TRUE(source.fetch(Context{}, file, next));
  ASSERT_TRUE(next.finish());
  EXPECT_EQ(next.sha256(), file.sha256);
}

}  // namespace
}  // namespace pixferry
