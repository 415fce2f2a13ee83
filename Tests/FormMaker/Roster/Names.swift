/// Names that nobody in particular bears. Some have accents and apostrophes, as a school's do.
enum Names {
  static let forenames = [
    "Aaliyah", "Abigail", "Adriana", "Aidan", "Aleksander", "Alina", "Amelie", "Anaïs", "Archie",
    "Ariana", "Ashton", "Ayesha", "Bailey", "Beatrix", "Blake", "Bronwen", "Caitlin", "Callie",
    "Casper", "Céleste", "Chantelle", "Cody", "Connor", "Dafydd", "Darcey", "Declan", "Dominik",
    "Dylan", "Eden", "Elijah", "Elodie", "Esmé", "Ewan", "Ezra", "Fatima", "Finlay", "Florence",
    "Freddie", "Gethin", "Grace", "Habiba", "Harley", "Hugo", "Ibrahim", "Imogen", "Indie", "Jaxon",
    "Jemima", "Jenson", "Joel", "Kacper", "Kayden", "Keira", "Keeley", "Kofi", "Layla", "Leo",
    "Lexi", "Lilia", "Logan", "Lowenna", "Lucasz", "Maisie", "Malachi", "Marcel", "Maryam", "Mia",
    "Milo", "Nadia", "Nathan", "Neve", "Niamh", "Noé", "Olivier", "Oscar", "Paige", "Pascoe",
    "Peggy", "Polly", "Quinn", "Rafferty", "Reuben", "Rhiannon", "Robyn", "Rory", "Ruben",
    "Saoirse", "Seren", "Shay", "Siân", "Sienna", "Skye", "Summer", "Tamsin", "Theodore", "Tia",
    "Tomasz", "Tyler", "Uma", "Vinnie", "Willow", "Xanthe", "Yasmin", "Yusuf", "Zachary", "Zoë",
  ]
  static let surnames = [
    "Abercombe", "Achterberg", "Allerdyce", "Appleyard", "Ashworthy", "Babington", "Bagshaw",
    "Barnicoat", "Beddoes", "Bickerstaff", "Birdsall", "Blewitt", "Boddington", "Bracegirdle",
    "Brimacombe", "Bullivant", "Carthew", "Catterall", "Chivers", "Clotworthy", "Cobbledick",
    "Crabtree", "Cuthbertson", "D'Arcy", "Dabrowski", "Darlaston", "De Souza", "Didcock",
    "Dunkerley",
    "Eastabrook", "Entwistle", "Fairclough", "Featherstone", "Fitzgibbon", "Flitcroft", "Gainsford",
    "Gathercole", "Gaukroger", "Goldsworthy", "Greenhalgh", "Gummidge", "Haddleton", "Hallett",
    "Heptonstall", "Hinchliffe", "Holdcroft", "Huckerby", "Ibbotson", "Jagger", "Jellicoe",
    "Kettlewell", "Kowalczyk", "Lanyon", "Leadbitter", "Littlejohn", "Loosemore", "Lutterworth",
    "MacAskill", "Maddern", "Mainwaring", "Menhenick", "Micklewright", "Mohamud", "Mukherjee",
    "Nancarrow", "Nettleship", "Ní Dhuibhne", "Nwosu", "O'Hanlon", "O'Reardon", "Oakeshott",
    "Oldershaw", "Osbaldeston", "Pardoe", "Pascoe-Lunn", "Pemberthy", "Pennington", "Phizacklea",
    "Polkinghorne", "Quartermain", "Quiggin", "Ravenscroft", "Renshaw", "Rigglesworth", "Rowbottom",
    "Sagar", "Satterthwaite", "Scattergood", "Shufflebotham", "Sidebottom", "Skidmore", "Snodgrass",
    "Sørensen", "Spurgeon", "Stubbington", "Summerhayes", "Tattersall", "Thistlewood", "Threlfall",
    "Tregenza", "Trelawney", "Turnbull", "Ullathorne", "Uzoma", "Vanstone", "Venables",
    "Wadsworth", "Warburton", "Whitticase", "Winstanley", "Wolstenholme", "Woolliscroft",
    "Wrigglesworth", "Yarborough", "Yelland", "Zieliński",
  ]
  static let shortNames = [
    "Alexander": "Alex", "Aleksander": "Alek", "Abigail": "Abbie", "Theodore": "Teddy",
    "Zachary": "Zak", "Florence": "Flo", "Beatrix": "Bea", "Imogen": "Immy", "Nathan": "Nate",
    "Rafferty": "Raff", "Jemima": "Mima", "Dominik": "Dom", "Elijah": "Eli", "Ibrahim": "Ibby",
  ]
  static let adults = [
    "Alastair", "Annette", "Bernard", "Carol", "Catrin", "Clive", "Deepa", "Denise", "Dorothea",
    "Edmund", "Fergus", "Gillian", "Graham", "Hilary", "Ifeoma", "Janine", "Jeremy", "Kathryn",
    "Leanne", "Lorna", "Malcolm", "Marion", "Nigel", "Olwen", "Pauline", "Priya", "Ralph",
    "Rosalind", "Rupert", "Sandra", "Sunita", "Trevor", "Ursula", "Vikram", "Wendy", "Yvonne",
  ]
}
