using Quern.Cli;

return CommandLine.Run(args);
