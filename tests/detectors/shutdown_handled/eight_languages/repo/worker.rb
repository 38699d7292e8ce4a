Signal.trap("TERM") { @stop = true }
trap("INT") { exit }
