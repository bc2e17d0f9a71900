#pragma once

#include <string>
#include <vector>

#include "bench/measured_process.hpp"

namespace pixferry::bench {

/// The least that storing images takes: `threads` of them, each with one kept-alive connection, GET
/// a URL into memory, write a file, fsync it, rename it to its name, fsync its folder. There are
/// 256 folders, as the folder store has. No listing, no digest, no catalog. The folder must exist.
/// Throws std::runtime_error for the first download or file that fails.
Cost run_bare_loop(const std::vector<std::string>& urls, const std::string& folder,
                   std::size_t threads);

/// A bucket that takes objects at URL/NAME from whoever sends the key.
struct BareBucket {
  std::string url;
  std::string key;
};

/// The least that storing images in a bucket takes: each thread GETs a URL into memory and POSTs it
/// to the bucket, on one kept-alive connection. No listing, no digest, no catalog. Throws as above.
Cost run_bare_loop(const std::vector<std::string>& urls, const BareBucket& bucket,
                   std::size_t threads);

}  // namespace pixferry::bench
