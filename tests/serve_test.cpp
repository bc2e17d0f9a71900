#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <signal.h>

#include "tests/served_program.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

using ServeTest = ServedProgram;

TEST_F(ServeTest, ImportsAFolderThroughTheRoutesOfTheSpecification) {
  serve({.photos = 45, .folders = 4, .odd_entries = false});
  EXPECT_EQ(json::text_at(get("/health"), "status"), "ok");
  const auto id = start_import();
  const auto job = wait_for_job(id, has_ended);
  EXPECT_EQ(json::text_at(job, "status"), "completed");
  EXPECT_EQ(json::text_at(job, "source"), "google_drive");
  EXPECT_EQ(number(job, "total_files"), 45);
  EXPECT_EQ(number(job, "processed_files"), 45);
  EXPECT_EQ(number(job, "failed_files"), 0);
  EXPECT_EQ(job.at("progress_percent").to_number<double>(), 100.0);
  EXPECT_EQ(get("/jobs/" + id), get("/import/jobs/" + id));

  const auto page = get("/images?page=3&limit=20&source=google_drive");
  EXPECT_EQ(number(page, "total"), 45);
  EXPECT_EQ(number(page, "pages"), 3);
  EXPECT_EQ(json::array_at(page, "images")->size(), 5U);
  EXPECT_EQ(number(get("/images?source=dropbox"), "total"), 0);
  program_->expect_whole_import();
}

TEST_F(ServeTest, ServesEveryObjectUnderItsUrlWithItsOwnBytes) {
  serve({.photos = 10, .folders = 1, .odd_entries = false});
  wait_for_job(start_import(), has_ended);
  const auto page = get("/images");
  for (const auto& entry : *json::array_at(page, "images")) {
    const auto& image = entry.as_object();
    const auto url = json::text_at(image, "storage_url");
    const auto object = send("GET", url.substr(url.find("/objects/")));
    EXPECT_EQ(object.status, 200);
    EXPECT_EQ(object.header("Content-Type"), json::text_at(image, "mime_type"));
    EXPECT_EQ(object.header("X-Content-Type-Options"), "nosniff");
    Sha256 digest;
    EVP_Digest(object.body.data(), object.body.size(), digest.bytes.data(), nullptr, EVP_sha256(),
               nullptr);
    EXPECT_EQ(digest.hex(), json::text_at(image, "sha256"));
  }
}

TEST_F(ServeTest, TheFirstImageIsThereBeforeTheListingEnds) {
  serve({.photos = 2000, .folders = 1, .odd_entries = false, .page_size_max = 50, .latency = 25ms});
  const auto job = wait_for_job(start_import(), [](const auto& now) {
    return number(now, "imported_files") > 0 || has_ended(now);
  });
  EXPECT_FALSE(json::flag_at(job, "listing_done").value_or(true));
  EXPECT_EQ(job.at("progress_percent").to_number<double>(), 0.0) << "the total still grows";
  server_->send(SIGKILL);
}

TEST_F(ServeTest, ACancelledJobKeepsWhatIsThereAndItsCountsBalance) {
  serve({.photos = 2000, .folders = 4, .odd_entries = false, .latency = 20ms});
  const auto id = start_import();
  wait_for_job(id, [](const auto& now) { return number(now, "imported_files") > 20; });
  EXPECT_EQ(send("POST", "/import/jobs/" + id + "/cancel", "{}").status, 202);
  const auto job =
      wait_for_job(id, [](const auto& now) { return number(now, "pending_files") == 0; });
  EXPECT_EQ(json::text_at(job, "status"), "cancelled");
  EXPECT_EQ(
      number(job, "total_files"),
      number(job, "imported_files") + number(job, "skipped_files") + number(job, "failed_files"));
  EXPECT_EQ(number(get("/images"), "total"), number(job, "imported_files"));
  EXPECT_EQ(send("POST", "/import/jobs/" + id + "/cancel", "{}").status, 202) << "idempotent";
}

TEST_F(ServeTest, FailedFilesAreShownWithTheirReasonAndARetryBringsThem) {
  const auto faults = simulator::parse_fault_plan("download:500=5x");
  ASSERT_TRUE(faults);
  serve({.photos = 20, .folders = 2, .odd_entries = false, .faults = *faults},
        {{"MAX_ATTEMPTS", "1"}});
  const auto id = start_import();
  const auto before = wait_for_job(id, has_ended);
  EXPECT_EQ(json::text_at(before, "status"), "completed");
  EXPECT_EQ(number(before, "failed_files"), 5);

  const auto failures = get("/import/jobs/" + id + "/failures");
  ASSERT_EQ(json::array_at(failures, "failures")->size(), 1U);
  const auto& failure = json::array_at(failures, "failures")->front().as_object();
  EXPECT_EQ(json::text_at(failure, "reason"), "network");
  EXPECT_EQ(number(failure, "count"), 5);
  EXPECT_TRUE(json::flag_at(failure, "retryable").value_or(false));
  const auto files = get("/import/jobs/" + id + "/files?state=failed&limit=3");
  EXPECT_EQ(json::array_at(files, "files")->size(), 3U);
  const auto rest = get("/import/jobs/" + id + "/files?state=failed&limit=3&cursor=" +
                        json::text_at(files, "next_cursor"));
  EXPECT_EQ(json::array_at(rest, "files")->size(), 2U);

  // The faults are used up.
  const auto retried = send("POST", "/import/jobs/" + id + "/retry");
  EXPECT_EQ(retried.status, 202) << retried.body;
  EXPECT_NE(retried.body.find(R"("retried_files":5)"), std::string::npos) << retried.body;
  const auto after = wait_for_job(id, has_ended);
  EXPECT_EQ(json::text_at(after, "status"), "completed");
  EXPECT_EQ(number(after, "imported_files"), 20);
  const auto imported = get("/import/jobs/" + id + "/files?state=imported&limit=100");
  EXPECT_EQ(json::array_at(imported, "files")->size(), 20U);
  EXPECT_TRUE(json::array_at(get("/import/jobs/" + id + "/failures"), "failures")->empty());
  program_->expect_whole_import();
}

TEST_F(ServeTest, AnAcceptedJobSurvivesAKillRightAfterItsAnswer) {
  serve({.photos = 100, .folders = 2, .odd_entries = false, .latency = 10ms});
  const auto id = start_import();
  server_->send(SIGKILL);
  server_->wait();
  EXPECT_EQ(program_->import().exit_code, 0);
  program_->expect_whole_import();
}

TEST_F(ServeTest, TheSameFolderTwiceIsOneJob) {
  serve({.photos = 500, .folders = 2, .odd_entries = false, .latency = 20ms});
  const auto id = start_import();
  const auto again =
      send("POST", "/import/google-drive", R"({"folder_url": ")" + program_->link() + R"("})");
  EXPECT_EQ(again.status, 200);
  EXPECT_NE(again.body.find(id), std::string::npos);
}

TEST_F(ServeTest, BadRequestsSayWhatIsAcceptedAndCreateNothing) {
  serve({.photos = 3, .folders = 1, .odd_entries = false});
  for (const auto* body :
       {"not json", "{}", R"({"folder_url": 7})", R"({"folder_url": "x", "nonsense": 1})",
        R"({"folder_url": "https://evil.example/drive/folders/1aaaaaaaaaaaaaaaa"})",
        R"({"folder_url": "https://drive.google.com.evil.example/drive/folders/1aaaaaaaaaaaaa"})",
        R"({"folder_url": "https://drive.google.com/drive/my-drive"})"}) {
    const auto answer = send("POST", "/import/google-drive", body);
    EXPECT_TRUE(answer.status == 400 || answer.status == 422) << body;
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json") << body;
    EXPECT_NE(answer.body.find("https://drive.google.com/drive/folders/ID"), std::string::npos)
        << answer.body;
  }
  EXPECT_EQ(json::array_at(get("/import/jobs"), "jobs")->size(), 0U);
}

TEST_F(ServeTest, ASignalDrainsItAndItEndsWithZero) {
  serve({.photos = 300, .folders = 2, .odd_entries = false, .latency = 20ms});
  const auto id = start_import();
  wait_for_job(id, [](const auto& now) { return number(now, "imported_files") > 0; });
  server_->send(SIGTERM);
  EXPECT_EQ(server_->wait(), 0);
  EXPECT_EQ(program_->import().exit_code, 0);
  program_->expect_whole_import();
}

}  // namespace
}  // namespace pixferry
