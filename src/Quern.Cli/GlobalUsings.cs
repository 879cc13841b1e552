global using Amount = Quern.Reports.Amount;
global using ShellWord = Quern.Reports.ShellWord;
