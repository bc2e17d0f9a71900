#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bench/bare_loop.hpp"
#include "bench/measured_process.hpp"
#include "bench/simulated_drive.hpp"
#include "testing/postgres_server.hpp"

namespace pixferry::bench {

/// The servers of a deployment, and what is imported from and to: PostgreSQL, a Redis that keeps
/// nothing on the disk, and the simulator's Drive and bucket, each a process of its own. All of
/// them end with the scope.
class Deployment {
 public:
  /// `folder` takes their output and the data of the processes.
  Deployment(std::string pixferry, const Workload& workload, std::string folder);

  /// Settings for processes on a catalog that is empty yet.
  std::map<std::string, std::string> fresh_settings(int transfers);
  /// Starts pixferry with these words; what it prints goes to a file of that name in the folder.
  std::unique_ptr<MeasuredProcess> start(const std::vector<std::string>& words,
                                         const std::map<std::string, std::string>& settings,
                                         const std::string& name) const;
  const SimulatedDrive& drive() const { return simulator_; }
  BareBucket bucket() const;

 private:
  const std::string pixferry_;
  const std::string folder_;
  PostgresServer postgres_;
  std::uint16_t redis_port_;
  MeasuredProcess redis_;
  SimulatedDrive simulator_;
};

}  // namespace pixferry::bench
