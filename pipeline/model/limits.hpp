#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace pixferry {

/// Every bound of the system, units last. The ones a user may set come from the configuration.
struct Limits {
  // What a user may ask for.
  std::int64_t file_bytes_max = 100LL << 20;
  std::int64_t job_files_max = 1'000'000;
  int folder_depth_max = 32;
  std::int64_t pixels_max = 100'000'000;

  // What a provider may answer.
  std::size_t provider_reply_bytes_max = 16u << 20;
  std::size_t header_bytes_max = 64u << 10;
  int json_depth_max = 32;
  int redirects_max = 5;
  int folder_pages_max = 10'000;
  int folder_restarts_max = 3;  ///< of a listing whose page tokens are refused or go in circles
  std::size_t name_bytes_max = 4096;
  std::size_t html_answer_bytes_max = 1u << 20;

  // What a client of the API may send.
  std::size_t link_bytes_max = 8192;
  std::size_t request_header_bytes_max = 16u << 10;
  std::size_t request_body_bytes_max = 16u << 10;
  std::size_t connections_max = 4096;
  std::chrono::seconds request_header_seconds_max{10};
  std::chrono::seconds request_seconds_max{30};
  std::chrono::seconds response_seconds_max{30};
  std::chrono::seconds keep_alive_seconds_max{60};

  // How long we wait for others.
  std::chrono::seconds connect_seconds_max{10};
  std::chrono::seconds listing_seconds_max{60};
  std::chrono::seconds stall_seconds_max{30};  ///< a body below 1 KB/s for this long is given up
  std::chrono::seconds catalog_seconds_max{10};

  // What we hold at once.
  std::size_t spool_memory_bytes_max = 64u << 20;
  std::size_t spool_file_memory_bytes_max = 8u << 20;
  int transfers = 64;
  int listers = 4;
  int finish_batch_files_max = 64;
  int settle_batch_files_max = 1000;
  std::int64_t job_events_max = 10'000;  ///< kept of each job, for those who were away

  // How often we try.
  int attempts_max = 8;
  std::chrono::milliseconds lease{60'000};
  std::chrono::milliseconds settle_interval{1000};
  std::chrono::milliseconds backoff{1000};
  std::chrono::milliseconds backoff_max{300'000};
  std::chrono::milliseconds outage_wait_max{15'000};  ///< until a full store is tried again
  std::chrono::milliseconds quota_pause{7'200'000};   ///< for a file over its download quota
  int quota_pauses_max = 24;                          ///< two days: the quota resets within one
  std::chrono::milliseconds shutdown_grace{25'000};
};

}  // namespace pixferry
